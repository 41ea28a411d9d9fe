import { expect, test } from 'vitest';
import { createFrames, FRAME_MS } from '#main/tray/frames.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

test('frames run over and over, and stop when another picture is shown', () => {
  const clock = createFakeClock();
  const shown: string[] = [];
  const frames = createFrames<string>(clock, (picture) => shown.push(picture));
  frames.play(['a', 'b']);
  clock.advance(FRAME_MS * 3);
  frames.play(['still']);
  clock.advance(60_000);
  expect(shown).toEqual(['a', 'b', 'a', 'b', 'still']);
  expect(clock.pending).toBe(0);
});

test('nothing runs on once it is closed', () => {
  const clock = createFakeClock();
  const frames = createFrames<string>(clock, () => {});
  frames.play(['a', 'b']);
  frames.close();
  expect(clock.pending).toBe(0);
});
