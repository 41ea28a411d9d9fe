// `npm run screenshots`: photographs the desktop app for the README and the docs, in docs/screenshots.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { startScriptedServer } from '../support/scripted-server.ts';
import { startDesktop } from './support/stage.ts';
import { type TalkView, talkViewOf } from './support/talk-view.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/screenshots');

async function photograph(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** The HUD as it is now, in both themes. */
async function photographHud(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await photograph(page, `hud-${state}-${colorScheme}`);
  }
}

/** What the HUD's page reports when the device is gone. */
const UNPLUG_MICROPHONE = `hark.request('microphone.failed', {
  message: 'The microphone “USB Headset” was unplugged.',
  action: 'Plug it in, or choose another one.',
})`;

test('photographs the app', async () => {
  const recording = [{ pauseMs: 300 }, { say: 'what time is it' }, { pauseMs: 300 }];
  const stage = await startDesktop(recording, { witnessed: false });
  const { window, audioPage } = stage;
  const view = talkViewOf(stage);
  try {
    await mkdir(FOLDER, { recursive: true });
    await window.setViewportSize({ width: 960, height: 680 });
    await view.untilState('Ready');
    await photograph(window, 'idle');
    await view.holdWhileSpeaking();
    await view.untilLine('assistant', /./);
    await view.untilState('Ready');
    await view.type('what can you do');
    await view.untilState('Speaking');
    await window.waitForTimeout(1500);
    await photograph(window, 'speaking');
    await photographHud(audioPage, 'speaking');
    await view.hold();
    await window.waitForTimeout(1200);
    await photograph(window, 'listening');
    await photographHud(audioPage, 'listening');
    await audioPage.evaluate(UNPLUG_MICROPHONE);
    await audioPage.getByRole('alert').waitFor();
    await photographHud(audioPage, 'problem');
    await audioPage.getByRole('button', { name: 'Got it' }).click();
    await view.release();
    await view.untilState('Ready');
    await view.type('open example.com');
    await view.dialog.waitFor();
    await photograph(window, 'ask-first');
    await photographHud(audioPage, 'asks');
    await window.keyboard.press('n');
    await window.emulateMedia({ colorScheme: 'dark' });
    await view.untilState('Ready');
    await photograph(window, 'dark');
  } finally {
    await stage.close();
  }
});

test('photographs the history', async () => {
  const stage = await startDesktop([{ pauseMs: 300 }], { witnessed: false });
  const { window } = stage;
  const view = talkViewOf(stage);
  try {
    await mkdir(FOLDER, { recursive: true });
    await window.setViewportSize({ width: 960, height: 680 });
    await view.untilState('Ready');
    for (const questions of [
      ['what is twelve times seven'],
      ['remember that my bike is behind the house', 'what time is it'],
      ['set a timer for twenty minutes', 'what day is it today'],
    ]) {
      await window.getByRole('button', { name: 'New conversation' }).click({ force: true });
      for (const question of questions) await ask(view, question);
    }
    await window.getByRole('button', { name: 'History' }).click();
    await window.keyboard.type('tw');
    await window.locator('.history-list button', { hasText: 'set a timer' }).click();
    await window.locator('.history-entries .line').first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme });
      await photograph(window, colorScheme === 'light' ? 'history' : 'history-dark');
    }
  } finally {
    await stage.close();
  }
});

/** Long enough for two sentences and the noise between them on the strip, ms. */
const METERED_MS = 9_000;

test('photographs the settings', async () => {
  const sentence = [{ say: 'what time is it' }, { pauseMs: 1200 }];
  const stage = await startDesktop([{ pauseMs: 1500 }, ...sentence, ...sentence, { pauseMs: 9000 }], {
    witnessed: false,
  });
  const { window } = stage;
  const openPage = (name: string): Promise<void> => window.getByRole('button', { name, exact: true }).click();
  try {
    await window.setViewportSize({ width: 960, height: 760 });
    await talkViewOf(stage).untilState('Ready');
    await openPage('Settings');
    await openPage('Listening');
    await window.getByLabel('Hands-free, my turn ends').selectOption('After a pause');
    await openPage('Start the meter');
    await window.waitForTimeout(METERED_MS);
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme });
      await photograph(window, `settings-listening-${colorScheme}`);
    }
    for (const name of ['Voice', 'Files & privacy']) {
      await openPage(name);
      for (const colorScheme of ['light', 'dark'] as const) {
        await window.emulateMedia({ colorScheme });
        await photograph(window, `settings-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${colorScheme}`);
      }
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
  const press = (name: string): Promise<void> => window.getByRole('button', { name, exact: true }).click();
  const photographTested = async (name: string, found: RegExp): Promise<void> => {
    await press('Test the connection');
    await window.locator('.test-result').filter({ hasText: found }).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme });
      await photograph(window, `settings-who-answers${name}-${colorScheme}`);
    }
  };
  try {
    await window.setViewportSize({ width: 960, height: 860 });
    await talkViewOf(stage).untilState('Ready');
    await press('Settings');
    await press('Who answers');
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
  const press = (name: string | RegExp): Promise<void> =>
    window.getByRole('button', { name, exact: true }).click();
  const both = async (name: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme });
      await photograph(window, `${name}-${colorScheme}`);
    }
  };
  try {
    await window.setViewportSize({ width: 960, height: 1180 });
    await talkViewOf(stage).untilState('Ready');
    await press('Settings');
    await press('Shortcuts');
    await press('Hands-free: no key');
    await window.keyboard.press('Control+Alt+h');
    await window.getByRole('button', { name: 'Hands-free: Ctrl + Alt + H' }).waitFor();
    await press('Try the keys');
    await both('settings-shortcuts');
    await press('Stop trying the keys');
    await press('Mute: no key');
    await window.keyboard.press('Alt+m');
    await window.getByRole('list', { name: 'Free keys' }).waitFor();
    await window.keyboard.down('Control');
    await window.keyboard.down('Shift');
    await both('settings-shortcuts-recording');
  } finally {
    await stage.close();
  }
});

test('photographs the first run', async () => {
  const recording = [{ pauseMs: 700 }, { say: 'what time is it' }, { pauseMs: 500 }];
  const stage = await startDesktop(recording, { isFresh: true });
  const { window } = stage;
  const press = (name: string): Promise<void> => window.getByRole('button', { name, exact: true }).click();
  const card = async (step: string): Promise<void> => {
    await window.locator(`.first-run-card[data-step=${step}]`).waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme });
      await photograph(window, `first-run-${step}-${colorScheme}`);
    }
  };
  const untilDone = (): Promise<void> => window.locator('.first-run-status[data-tone=done]').waitFor();
  try {
    await mkdir(FOLDER, { recursive: true });
    await window.setViewportSize({ width: 960, height: 720 });
    await card('welcome');
    await press('Get started');
    await card('microphone');
    await press('Continue');
    await untilDone();
    await card('sound');
    await press('Continue');
    await card('answers');
    await press('Continue');
    await card('key');
    await press('Continue');
    await talkViewOf(stage).holdWhileSpeaking();
    await untilDone();
    await card('trial');
    await press('Continue');
    await card('home');
  } finally {
    await stage.close();
  }
});

/** Asks by typing, and waits until the answer was spoken. */
async function ask(view: TalkView, question: string): Promise<void> {
  await view.type(question);
  await view.untilState('Speaking');
  await view.untilState('Ready');
}
