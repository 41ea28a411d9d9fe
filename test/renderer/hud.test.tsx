import { expect, onTestFinished, test } from 'vitest';
import { Hud } from '#renderer/hud/hud-view.tsx';
import { openAudioChannel } from '#renderer/state/audio-channel.ts';
import { createMirror } from '#renderer/state/mirror.ts';
import { createFakeConnection, render } from './support.tsx';

test('the pill fills its window, so that nothing invisible takes the clicks meant for what lies under it', async () => {
  const { bridge } = createFakeConnection();
  const channel = openAudioChannel();
  onTestFinished(() => channel.close());
  render(<Hud bridge={bridge} mirror={createMirror(bridge)} channel={channel} />);
  await expect.poll(() => document.querySelector('.hud')).not.toBeNull();
  const { x, y, width, height } = document.querySelector('.hud')?.getBoundingClientRect() ?? new DOMRect();
  expect([x, y, width, height]).toEqual([0, 0, window.innerWidth, window.innerHeight]);
});
