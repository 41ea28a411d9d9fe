import { afterEach, describe, expect, test } from 'vitest';
import { createSweep } from '#shared/audio/echo.ts';
import type { Part } from './support/recording.ts';
import { type Stage, type StartStage, startDesktop, startWeb } from './support/stage.ts';
import { talkViewOf } from './support/talk-view.ts';

const RATE_HZ = 24_000;
/** The test plays a sweep each 620 ms; a recording with this period is in the same place of each. */
const PERIOD_SAMPLES = 0.62 * RATE_HZ;

/**
 * A room whose sweeps begin wherever the test does: a clear one in each period, and one that is half lost in noise between two of
 * them, for a test that begins in the middle of the clear one.
 */
function roomWithSweeps(seconds: number): Int16Array {
  const sweep = createSweep(RATE_HZ);
  const room = new Int16Array(seconds * RATE_HZ);
  for (let at = 0; at < room.length; at += 1) {
    const inPeriod = at % PERIOD_SAMPLES;
    const clear = sweep[inPeriod] ?? 0;
    const faint = sweep[inPeriod - PERIOD_SAMPLES / 2] ?? 0;
    room[at] = 6_000 * clear + 300 * faint + 300 * (2 * Math.random() - 1);
  }
  return room;
}

let stage: Stage | undefined;
afterEach(() => stage?.close());

/** Tests the echo in the settings; answers with what is shown then. */
async function testEcho(recording: readonly Part[], start: StartStage): Promise<string> {
  stage = await start(recording);
  const { window } = stage;
  await talkViewOf(stage).untilState('Ready');
  await window.getByRole('button', { name: 'Settings', exact: true }).click();
  await window.getByRole('button', { name: 'Listening', exact: true }).click();
  await window.getByRole('button', { name: 'Test the echo' }).click();
  const result = window.locator('.test-result, .row-refusal');
  await expect
    .poll(() => result.innerText(), { timeout: 20_000 })
    .toMatch(/echo|noise|microphone \w+ \w+ing/i);
  return result.innerText();
}

describe.each([
  ['the desktop app', startDesktop],
  ['a browser', startWeb],
])('the echo test in %s', (_, start) => {
  test('finds the tones that come back to the microphone', async () => {
    expect(await testEcho([{ sound: roomWithSweeps(12) }], start)).toMatch(
      /^An echo after \d+ ms, -?\d+ dB fainter/,
    );
  });

  test('finds none where somebody talks and no tone comes back', async () => {
    const talk = {
      say: 'the weather was fine and nobody expected that it would change before the evening came',
    };
    expect(await testEcho([talk, talk, talk], start)).toMatch(/^No echo/);
  });
});
