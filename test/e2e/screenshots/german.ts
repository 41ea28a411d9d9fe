import { test } from 'vitest';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { photographBoth, press } from '../support/photographer.ts';
import { startDesktop } from '../support/stage.ts';
import { talkViewOf } from '../support/talk-view.ts';

const look = { ...DEFAULT_SETTINGS.look, language: 'de' } as const;

test('photographs German windows', async () => {
  const stage = await startDesktop([{ pauseMs: 300 }], { witnessed: false, settings: { look } });
  const { window, audioPage } = stage;
  const view = talkViewOf(stage);
  try {
    await window.setViewportSize({ width: 960, height: 680 });
    await view.untilState('Bereit');
    await view.type('what can you do');
    await view.untilState('Spricht');
    await window.waitForTimeout(1500);
    await photographBoth(window, 'german-talk');
    await photographBoth(audioPage, 'german-hud');
    await press(window, 'Einstellungen');
    await press(window, 'Zuhören');
    await photographBoth(window, 'german-settings');
  } finally {
    await stage.close();
  }
});

test('photographs the first run in German', async () => {
  const settings = { look, firstRun: { step: 'answers@1' } };
  const stage = await startDesktop([{ pauseMs: 300 }], { witnessed: false, settings });
  const { window } = stage;
  try {
    await window.setViewportSize({ width: 960, height: 720 });
    await window.locator('.first-run-card[data-step=answers]').waitFor();
    await photographBoth(window, 'german-first-run');
  } finally {
    await stage.close();
  }
});
