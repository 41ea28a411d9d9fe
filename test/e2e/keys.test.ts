import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Stage, startDesktop } from './support/stage.ts';
import { type TalkView, talkViewOf } from './support/talk-view.ts';
import { hasXDisplay, openXDisplay, type XDisplay } from './support/x-display.ts';

const WAIT = { timeout: 10_000, interval: 500 };
const CHORD = 'ctrl+shift+space';
/** Longer than an X server waits before a held key repeats, and than a tap is, ms. */
const HOLD_MS = 1_500;

function isInstalled(name: string): boolean {
  try {
    return createRequire(import.meta.url).resolve(name) !== '';
  } catch {
    return false;
  }
}

describe.skipIf(!hasXDisplay() || !isInstalled('uiohook-napi'))('the talk key of a real X server', () => {
  let display: XDisplay;
  let stage: Stage;
  let view: TalkView;
  beforeEach(async () => {
    display = await openXDisplay();
    stage = await startDesktop([{ pauseMs: 500 }, { say: 'what time is it' }, { pauseMs: 5_000 }], {
      env: display.env,
    });
    view = talkViewOf(stage);
    await view.untilState('Ready');
    const settings = stage.window.getByRole('button', { name: 'Settings', exact: true });
    await settings.click();
    await stage.window.getByRole('button', { name: 'Shortcuts', exact: true }).click();
    await expect
      .poll(() => stage.window.locator('.key-providers').innerText())
      .toContain('Keyboard hook: hears press and release, so holding works.');
    await settings.click();
  });
  afterEach(async () => {
    await stage.close();
    display.close();
  });
  const commits = (): number => stage.witness.of('input_audio_buffer.commit').length;

  test('talks while it is held, through its repeats, and its release brings one answer', async () => {
    await display.keyDown(CHORD);
    await view.untilState('Listening');
    await stage.window.waitForTimeout(HOLD_MS + 1_500);
    expect(commits()).toBe(0);
    await display.keyUp(CHORD);
    await view.untilLine('user', /^what time is it/);
    await view.untilLine('assistant', /^It is \d/);
    expect(commits()).toBe(1);
  });

  test('tapped, listens on, and sends with the next tap', async () => {
    await display.keyDown(CHORD);
    await display.keyUp(CHORD);
    await view.untilState('Listening');
    await stage.window.waitForTimeout(HOLD_MS + 1_500);
    await display.keyDown(CHORD);
    await display.keyUp(CHORD);
    await view.untilLine('assistant', /^It is \d/);
    expect(commits()).toBe(1);
  });

  test('works again after the process that hears it has crashed in the middle of a word', async () => {
    await display.keyDown(CHORD);
    await view.untilState('Listening');
    const { stdout } = await promisify(execFile)('pgrep', ['-f', resolve('out/main/hook.js')]);
    process.kill(Number(stdout), 'SIGSEGV');
    await view.untilState('Ready');
    await display.keyUp(CHORD);
    await expect
      .poll(async () => {
        await display.keyDown(CHORD);
        await display.keyUp(CHORD);
        return stage.window.locator('main').innerText();
      }, WAIT)
      .toMatch(/^Listening$/m);
  });
});
