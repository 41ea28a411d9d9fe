// `npm run screenshots`: photographs the desktop app for the README and the docs, in docs/screenshots.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { startDesktop } from './support/stage.ts';
import { talkViewOf } from './support/talk-view.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/screenshots');

async function photograph(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

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
    await view.hold();
    await window.waitForTimeout(1200);
    await photograph(window, 'listening');
    await photograph(audioPage, 'hud');
    await view.release();
    await view.untilState('Ready');
    await view.type('open example.com');
    await view.dialog.waitFor();
    await photograph(window, 'ask-first');
    await window.keyboard.press('n');
    await window.emulateMedia({ colorScheme: 'dark' });
    await view.untilState('Ready');
    await photograph(window, 'dark');
  } finally {
    await stage.close();
  }
});
