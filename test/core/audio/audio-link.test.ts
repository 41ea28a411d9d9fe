import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAudioLink, readUpstream } from '#core/audio/audio-link.ts';
import { createDownlink } from '#core/audio/downlink.ts';
import { Uplink } from '#core/audio/uplink.ts';
import { createFakeAudioPage } from '../../support/fake-audio-page.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function bench() {
  const clock = createFakeClock();
  const warnings: string[] = [];
  const frames: number[] = [];
  const uplink = new Uplink({ clock, onTurnEnded() {} });
  uplink.setInput({
    startTurn() {},
    endTurn() {},
    cancelTurn() {},
    sendAudio: (samples) => frames.push(samples.length) > 0,
  });
  uplink.setOpen(true);
  const downlink = createDownlink({ clock, onPlaying() {}, onPlayed() {} });
  const log = { error() {}, info() {}, debug() {}, warn: (message: string) => void warnings.push(message) };
  const link = createAudioLink({ uplink, downlink, log, onFrame() {}, onPageCame() {}, onPageGone() {} });
  return { link, frames, warnings, downlink };
}

describe('a message of the audio page', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'frame'],
    ['no type', {}],
    ['an unknown type', { type: 'eval' }],
    ['a frame without samples', { type: 'frame' }],
    ['an empty frame', { type: 'frame', samples: new Int16Array(0) }],
    ['a frame of more than a second', { type: 'frame', samples: new Int16Array(24_001) }],
    ['a frame of floats', { type: 'frame', samples: new Float32Array(480) }],
    ['a frame of bytes', { type: 'frame', samples: new Uint8Array(961) }],
    ['a frame of numbers', { type: 'frame', samples: [1, 2, 3] }],
    ['a detached frame', { type: 'frame', samples: detached() }],
    ['a playhead before the beginning', { type: 'playhead', itemId: 'a', playedSamples: -1, ended: false }],
    [
      'a playhead that is no number',
      { type: 'playhead', itemId: 'a', playedSamples: Number.NaN, ended: false },
    ],
    ['a playhead of nothing', { type: 'playhead', itemId: '', playedSamples: 1, ended: false }],
    ['half a flush', { type: 'flushed' }],
  ])('is dropped and counted when it is %s', (_, message) => {
    const { link, frames } = bench();
    const page = createFakeAudioPage();
    link.attach(page.lane);
    page.send(message);
    page.speak(1);
    expect(link.badMessages).toBe(1);
    expect(frames).toEqual([480]);
  });

  it('does not flood the log', () => {
    const { link, warnings } = bench();
    const page = createFakeAudioPage();
    link.attach(page.lane);
    for (let count = 0; count < 1_000; count += 1) page.send({});
    expect(warnings).toHaveLength(5);
    expect(link.badMessages).toBe(1_000);
  });

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        const read = readUpstream(message);
        expect(
          read === undefined || ['stopped', 'playhead', 'flushed', 'underrun', 'frame'].includes(read.type),
        ).toBe(true);
      }),
    );
  });
});

describe('the page that owns the audio', () => {
  it('is the newest; the former one is closed and not listened to any more', () => {
    const { link, frames, downlink } = bench();
    const [first, second] = [createFakeAudioPage(), createFakeAudioPage()];
    link.attach(first.lane);
    link.attach(second.lane);
    expect(first.closed).toBe(true);
    first.speak(1);
    second.speak(2);
    expect(frames).toHaveLength(2);
    downlink.play('a', new Int16Array(10));
    expect([first.commands.length, second.commands.length]).toEqual([0, 1]);
  });

  it('may go away, and only its own going counts', () => {
    const { link, downlink } = bench();
    const [first, second] = [createFakeAudioPage(), createFakeAudioPage()];
    link.attach(first.lane);
    link.attach(second.lane);
    first.leave();
    expect(downlink.play('a', new Int16Array(10))).toBe(true);
    second.leave();
    expect(downlink.play('a', new Int16Array(10))).toBe(false);
  });
});

function detached(): Int16Array {
  const samples = new Int16Array(480);
  structuredClone(samples, { transfer: [samples.buffer] });
  return samples;
}
