import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAudioFrame, encodeAudioFrame } from '#shared/bridge/audio-frame.ts';

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
        expect(() => decodeAudioFrame(bytes)).not.toThrow();
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
