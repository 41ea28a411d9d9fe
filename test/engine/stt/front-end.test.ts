import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRnnoise } from '#engine/denoise/rnnoise.ts';
import type { Denoiser } from '#engine/stages.ts';
import { createFrontEnd } from '#engine/stt/front-end.ts';
import { joined, synthesise } from '../../support/speech.ts';

const speech = (await synthesise('stop', 'rms')).subarray(0, 12_000);

/** RNNoise's delay of two frames without its work. */
function delayOnly(): Denoiser {
  let late = [new Float32Array(480), new Float32Array(480)];
  return {
    ...createRnnoise(),
    process(frame) {
      late = [...late, frame.slice()];
      frame.set(late.shift() ?? []);
    },
  };
}

describe('the front end', () => {
  test('gives the same sound however it is cut into chunks', () => {
    const whole = createFrontEnd(delayOnly());
    const expected = [...whole.process(speech), ...whole.flush()];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 12 }), (sizes) => {
        const frontEnd = createFrontEnd(delayOnly());
        const output: number[] = [];
        let at = 0;
        for (const size of [...sizes, speech.length]) {
          output.push(...frontEnd.process(speech.subarray(at, at + size)));
          at += size;
        }
        output.push(...frontEnd.flush());
        expect(output).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('keeps the last sample although the denoiser lags behind', () => {
    const frontEnd = createFrontEnd(delayOnly());
    const ending = joined(new Int16Array(5000), Int16Array.of(20_000));
    const output = [...frontEnd.process(ending), ...frontEnd.flush()];
    expect(output.findLastIndex((sample) => sample > 0.5)).toBe(2 * 5000 + 2 * 480);
  });

  test('puts a little noise under silence, far below the speech before it', () => {
    const frontEnd = createFrontEnd(createRnnoise());
    frontEnd.process(speech);
    const rest = frontEnd.process(new Int16Array(24_000)).subarray(24_000);
    const level = Math.sqrt(rest.reduce((sum, sample) => sum + sample * sample, 0) / rest.length);
    expect(level).toBeGreaterThan(1e-5);
    expect(level).toBeLessThan(0.005);
  });
});
