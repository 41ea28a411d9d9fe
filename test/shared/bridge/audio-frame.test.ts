import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAudioFrame, encodeAudioFrame } from '#shared/bridge/audio-frame.ts';
import { toAudioUpstream } from '#shared/bridge/audio-gate.ts';

const samples = fc.int16Array({ minLength: 1, maxLength: 960 });
const itemId = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
const played = fc.record({ itemId, playedSamples: fc.nat() });

const commands = fc.oneof(
  fc.record({ type: fc.constant('audio' as const), itemId, samples }),
  fc.record({ type: fc.constant('end' as const), itemId }),
  fc.record({ type: fc.constant('flush' as const), id: fc.nat() }),
);
const upstream = fc.oneof(
  fc.record({ type: fc.constant('frame' as const), samples }),
  fc.constant({ type: 'stopped' as const }),
  fc.record({ type: fc.constant('playhead' as const), ended: fc.boolean(), itemId, playedSamples: fc.nat() }),
  fc.record({ type: fc.constant('flushed' as const), id: fc.nat(), played }),
  fc.record({ type: fc.constant('underrun' as const), count: fc.nat() }),
);

describe('audio frames', () => {
  test('every message comes out of the codec as it went in', () => {
    fc.assert(
      fc.property(fc.oneof(commands, upstream), (message) => {
        expect(decodeAudioFrame(encodeAudioFrame(message))).toEqual(message);
      }),
    );
  });

  test('a frame that lies at an odd place of a larger buffer is read alike', () => {
    fc.assert(
      fc.property(commands, fc.nat(9), (message, offset) => {
        const frame = encodeAudioFrame(message);
        const larger = new Uint8Array(offset + frame.length + 3);
        larger.set(frame, offset);
        expect(decodeAudioFrame(larger.subarray(offset, offset + frame.length))).toEqual(message);
      }),
    );
  });

  test('any bytes are a frame or nothing, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
        expect(() => toAudioUpstream(decodeAudioFrame(bytes))).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  test('a frame cut short is never read as another message', () => {
    const frame = encodeAudioFrame({ type: 'playhead', itemId: 'item_1', playedSamples: 480, ended: false });
    for (let length = 0; length < frame.length; length += 1) {
      expect(decodeAudioFrame(frame.subarray(0, length))).toBeUndefined();
    }
  });

  test('a header longer than its bound is refused by the writer', () => {
    expect(() => encodeAudioFrame({ type: 'end', itemId: 'x'.repeat(2000) })).toThrow(RangeError);
  });
});

describe('the gate for what a page sends', () => {
  test('every message of the ports passes unchanged', () => {
    fc.assert(
      fc.property(upstream, (message) => {
        expect(toAudioUpstream(message)).toEqual(message);
      }),
    );
  });

  test.each([
    ['nothing', undefined],
    ['a string', 'frame'],
    ['an unknown type', { type: 'start' }],
    ['a further key', { type: 'stopped', also: 1 }],
    ['an empty frame', { type: 'frame', samples: new Int16Array(0) }],
    ['more than a second', { type: 'frame', samples: new Int16Array(24_001) }],
    ['float samples', { type: 'frame', samples: new Float32Array(480) }],
    ['bytes for samples', { type: 'frame', samples: new Uint8Array(960) }],
    ['a negative playhead', { type: 'playhead', ended: true, itemId: 'a', playedSamples: -1 }],
    [
      'an infinite playhead',
      { type: 'playhead', ended: true, itemId: 'a', playedSamples: Number.POSITIVE_INFINITY },
    ],
    ['half an item', { type: 'flushed', id: 1, played: { itemId: 'a' } }],
    ['a command of the other direction', { type: 'flush', id: 1 }],
  ])('%s is refused', (_what, value) => {
    expect(toAudioUpstream(value)).toBeUndefined();
  });
});
