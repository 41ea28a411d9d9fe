import { test } from 'vitest';
import { startScriptedServer } from '../../support/scripted-server.ts';
import { photographBoth, press } from '../support/photographer.ts';
import { startDesktop } from '../support/stage.ts';
import { talkViewOf } from '../support/talk-view.ts';

/** Long enough for two sentences and the noise between them on the strip, ms. */
const METERED_MS = 9_000;

test('photographs the settings', async () => {
  const sentence = [{ say: 'what time is it' }, { pauseMs: 1200 }];
  const stage = await startDesktop([{ pauseMs: 1500 }, ...sentence, ...sentence, { pauseMs: 9000 }], {
    witnessed: false,
  });
  const { window } = stage;
  try {
    await window.setViewportSize({ width: 960, height: 760 });
    await talkViewOf(stage).untilState('Ready');
    await press(window, 'Settings');
    await press(window, 'Listening');
    await window.getByLabel('Hands-free, my turn ends').selectOption('After a pause');
    await press(window, 'Start the meter');
    await window.waitForTimeout(METERED_MS);
    await photographBoth(window, 'settings-listening');
    await press(window, 'Stop the meter');
    await window.setViewportSize({ width: 960, height: 1060 });
    await window
      .locator('.settings-content')
      .evaluate((content) => content.scrollTo(0, content.scrollHeight));
    await photographBoth(window, 'settings-listening-turns');
    await window.setViewportSize({ width: 960, height: 760 });
    for (const name of ['Voice', 'Appearance', 'General', 'Files & privacy']) {
      await press(window, name);
      await photographBoth(window, `settings-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`);
    }
  } finally {
    await stage.close();
  }
});

test('photographs who answers, with a test that went well and one that did not', async () => {
  // Without a key store, which the row of the key has to say.
  const env = { HARK_DOUBLE_KEY_STORE: 'none' };
  const stage = await startDesktop([{ pauseMs: 300 }], { witnessed: false, env });
  const refusing = await startScriptedServer({ refuseWith: 401 });
  const { window } = stage;
  const photographTested = async (name: string, found: RegExp): Promise<void> => {
    await press(window, 'Test the connection');
    await window.locator('.test-result').filter({ hasText: found }).waitFor();
    await photographBoth(window, `settings-who-answers${name}`);
  };
  try {
    await window.setViewportSize({ width: 960, height: 860 });
    await talkViewOf(stage).untilState('Ready');
    await press(window, 'Settings');
    await press(window, 'Who answers');
    await photographTested('', /^On this computer/);
    await window.getByLabel('Answers come from').selectOption('Own server');
    await window.getByLabel('Address').fill(refusing.url);
    await window.keyboard.press('Enter');
    await photographTested('-refused', /refused the key/);
  } finally {
    await stage.close();
    await refusing.close();
  }
});

test('photographs the shortcuts', async () => {
  const stage = await startDesktop([{ pauseMs: 300 }], {
    witnessed: false,
    env: { DISPLAY: '', WAYLAND_DISPLAY: '', DBUS_SESSION_BUS_ADDRESS: '', HARK_DOUBLE_TAKEN: 'Alt+M' },
  });
  const { window } = stage;
  try {
    await window.setViewportSize({ width: 960, height: 1180 });
    await talkViewOf(stage).untilState('Ready');
    await press(window, 'Settings');
    await press(window, 'Shortcuts');
    await press(window, 'Hands-free: no key');
    await window.keyboard.press('Control+Alt+h');
    await window.getByRole('button', { name: 'Hands-free: Ctrl + Alt + H' }).waitFor();
    await press(window, 'Try the keys');
    await photographBoth(window, 'settings-shortcuts');
    await press(window, 'Stop trying the keys');
    await press(window, 'Mute: no key');
    await window.keyboard.press('Alt+m');
    await window.getByRole('list', { name: 'Free keys' }).waitFor();
    await window.keyboard.down('Control');
    await window.keyboard.down('Shift');
    await photographBoth(window, 'settings-shortcuts-recording');
  } finally {
    await stage.close();
  }
});
