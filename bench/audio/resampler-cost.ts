import { createResampler } from '#shared/audio/resample.ts';
import type { Table } from '../lib/bench.ts';
import { microsecondsPerCall } from '../lib/statistics.ts';

const PAIRS = [
  [48_000, 24_000],
  [24_000, 48_000],
  [24_000, 16_000],
  [16_000, 24_000],
  [44_100, 24_000],
] as const;

/** B12: CPU for one second of audio in pieces of 20 ms. */
export function resamplerCost(): Table {
  const rows = PAIRS.map(([fromHz, toHz]) => {
    const resampler = createResampler({ fromHz, toHz });
    const input = Float32Array.from({ length: fromHz / 50 }, (_, index) => Math.sin(index / 5) / 2);
    const output = new Float32Array(resampler.maxOutput(input.length));
    const perPiece = microsecondsPerCall(() => resampler.processInto(input, output), 200);
    return [`${fromHz / 1000} → ${toHz / 1000} kHz`, Math.round(perPiece * 50)];
  });
  return {
    title: 'Resampler: µs of CPU for one second of audio (B12)',
    columns: ['rates', 'µs'],
    rows,
    note: 'Its quality is asserted by `test/shared/audio/resample.test.ts`: THD+N at least 100 dB, ripple at most 0.001 dB, aliases at most −100 dB.',
  };
}
