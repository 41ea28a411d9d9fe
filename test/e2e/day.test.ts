import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DesktopStage, startDesktop } from './support/stage.ts';
import { talkViewOf } from './support/talk-view.ts';
import { hasXDisplay, openXDisplay, type XDisplay } from './support/x-display.ts';

const WAIT = { timeout: 30_000, interval: 100 };
const CHORD = 'ctrl+shift+space';

/** Keeps every word that the HUD showed for the state. */
function keepStateWords(): void {
  const shown: string[] = [];
  Object.assign(globalThis, { shown });
  new MutationObserver(() => {
    const word = document.querySelector('.hud-word')?.textContent ?? '';
    if (word !== shown.at(-1)) shown.push(word);
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
}

const stateWords = (hud: Page): Promise<string[]> =>
  hud.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);

describe.skipIf(!hasXDisplay())('a day with Hark in the tray', () => {
  let display: XDisplay;
  let stage: DesktopStage;
  beforeEach(async () => {
    display = await openXDisplay();
    stage = await startDesktop([{ pauseMs: 800 }, { say: 'what time is it' }, { pauseMs: 8_000 }], {
      env: display.env,
    });
  });
  afterEach(async () => {
    await stage.close();
    display.close();
  });

  const session = (): unknown => stage.witness.of('session.updated').at(-1)?.event.session;
  const press = (name: string): Promise<void> =>
    stage.window.getByRole('button', { name, exact: true }).click();

  test('is a held key, an answer, a change of voice and turns, and a search after the next start', async () => {
    await talkViewOf(stage).untilState('Ready');
    await stage.audioPage.evaluate(keepStateWords);
    await stage.person('clickTray');

    await display.keyDown(CHORD);
    await expect.poll(() => stateWords(stage.audioPage), WAIT).toContain('Listening');
    await stage.window.waitForTimeout(2_500);
    await display.keyUp(CHORD);
    await talkViewOf(stage).untilLine('user', /^what time is it/);
    const answer = await talkViewOf(stage).untilLine('assistant', /^It is \d/);
    await expect.poll(() => stateWords(stage.audioPage), WAIT).toContain('Speaking');
    await talkViewOf(stage).untilState('Ready');

    await stage.person('trayMenu', 'settings');
    await stage.window.getByRole('radio', { name: /Cedar/ }).click();
    await press('Listening');
    await stage.window.getByLabel('Hands-free, my turn ends').selectOption('After a pause');
    await stage.window.getByLabel('Room').selectOption('Noisy');
    await press('Settings');
    await talkViewOf(stage).switchHandsFree();
    await expect.poll(session, WAIT).toMatchObject({
      audio: {
        input: { turn_detection: { type: 'server_vad', threshold: 0.7 } },
        output: { voice: 'cedar' },
      },
    });
    await talkViewOf(stage).switchHandsFree();

    await stage.restart();
    await talkViewOf(stage).untilState('Ready');
    await stage.person('trayMenu', 'history');
    await stage.window.getByRole('searchbox').fill('TIME');
    const found = stage.window.getByRole('region', { name: 'Conversations' });
    await found.getByRole('button', { name: /what time is it/ }).click();
    const entries = stage.window.getByRole('list', { name: 'What was said' });
    await entries.locator('.line', { hasText: answer }).waitFor();
  });
});
