import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Stage } from './stage.ts';

const WAIT = { timeout: 30_000, interval: 50 };

/** What a person sees and does in the talk view. */
export type TalkView = {
  /** Holds the button while the recording plays, then lets go. */
  holdWhileSpeaking(): Promise<void>;
  hold(): Promise<void>;
  release(): Promise<void>;
  switchHandsFree(): Promise<void>;
  type(text: string): Promise<void>;
  untilState(word: string): Promise<void>;
  /** Waits for a line of the transcript; answers its text. */
  untilLine(role: 'user' | 'assistant', text: RegExp): Promise<string>;
  untilTool(label: RegExp, status: string): Promise<void>;
  readonly dialog: Locator;
  readonly timers: Locator;
};

/** Time for the microphone to open before the recording starts to play, ms. */
const OPENING_MS = 400;

export function talkViewOf({ window, recordingMs }: Stage): TalkView {
  const button = window.locator('.talk-button');
  const hold = async (): Promise<void> => {
    await button.hover();
    await window.mouse.down();
  };
  return {
    hold,
    release: () => window.mouse.up(),
    async holdWhileSpeaking() {
      await hold();
      await window.waitForTimeout(OPENING_MS + recordingMs);
      await window.mouse.up();
    },
    switchHandsFree: () => window.getByRole('switch', { name: 'Hands-free' }).click(),
    async type(text) {
      await window.getByRole('textbox').fill(text);
      await window.keyboard.press('Enter');
    },
    async untilState(word) {
      await expect.poll(() => window.locator('main').innerText(), WAIT).toMatch(new RegExp(`^${word}$`, 'm'));
    },
    async untilLine(role, text) {
      const lines = window.locator(`.line[data-role=${role}]:not([data-status=streaming]) .line-text`);
      const shown = async (): Promise<readonly string[]> =>
        (await lines.allTextContents()).map((line) => line.replace(/^(You|Hark): /, ''));
      await expect.poll(async () => (await shown()).some((line) => text.test(line)), WAIT).toBe(true);
      return (await shown()).find((line) => text.test(line)) ?? '';
    },
    async untilTool(label, status) {
      const row = window.locator(`.activity[data-status=${status}]`);
      await expect.poll(async () => (await row.allTextContents()).join('\n'), WAIT).toMatch(label);
    },
    dialog: window.getByRole('dialog'),
    timers: window.getByRole('region', { name: 'Timers' }),
  };
}
