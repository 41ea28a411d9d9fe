import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Vad } from '#engine/stages.ts';
import { createSileroVad } from '#engine/vad/silero-vad.ts';
import { loadSileroWeights, parseSileroWeights } from '#engine/vad/silero-weights.ts';
import { pcm16FromBytes, pcm16ToFloat } from '#shared/audio/pcm16.ts';
import { createResampler } from '#shared/audio/resample.ts';
import { noiseAt, padded, SPEAKERS, silence, synthesise } from '../../support/speech.ts';

const WEIGHTS = new URL('../../../resources/models/silero-vad-v6.bin', import.meta.url);
const FIXTURES = new URL('./fixtures/', import.meta.url);
const PEER = new URL('../../peers/onnx/', import.meta.url);
const FRAME_MS = 32;

const weights = await loadSileroWeights(WEIGHTS);

function floatsOf(samples: Int16Array): Float32Array {
  const floats = new Float32Array(samples.length);
  pcm16ToFloat(samples, floats);
  return floats;
}

function probabilities(vad: Vad, samples: Float32Array): number[] {
  const result: number[] = [];
  for (let start = 0; start + 512 <= samples.length; start += 512) {
    result.push(vad.process(samples.subarray(start, start + 512)));
  }
  return result;
}

/** Pcm16 at 24 kHz through the detector. */
function listen(samples: Int16Array): number[] {
  const resampler = createResampler({ fromHz: 24_000, toHz: 16_000 });
  return probabilities(createSileroVad(weights), resampler.process(floatsOf(samples)));
}

async function recordedClip(): Promise<Float32Array> {
  return floatsOf(pcm16FromBytes(await readFile(new URL('clip-16khz.pcm', FIXTURES))));
}

function largestDifference(ours: readonly number[], theirs: readonly number[]): number {
  expect(ours).toHaveLength(theirs.length);
  return Math.max(...ours.map((value, index) => Math.abs(value - (theirs[index] ?? Number.NaN))));
}

describe('the Silero voice detector', () => {
  test('computes what onnxruntime computed', async () => {
    const json = await readFile(new URL('onnxruntime-probabilities.json', FIXTURES), 'utf8');
    const ours = probabilities(createSileroVad(weights), await recordedClip());
    expect(largestDifference(ours, JSON.parse(json))).toBeLessThan(1e-5);
  });

  test.runIf(existsSync(new URL('node_modules/onnxruntime-web', PEER)))(
    'computes what onnxruntime computes now, on a speaker it was not recorded with',
    async () => {
      const { referenceProbabilities } = await import(new URL('reference.mjs', PEER).href);
      const speech = floatsOf(padded(await synthesise('open the downloads folder', 'awb')));
      const ours = probabilities(createSileroVad(weights), speech);
      expect(largestDifference(ours, await referenceProbabilities(speech))).toBeLessThan(1e-5);
    },
  );

  test.each(SPEAKERS)('sees where %s begins and ends to speak', async (voice) => {
    const speech = await synthesise('set the volume to thirty percent', voice);
    const seen = listen(padded(speech, { before: 960, after: 960 }));
    const first = seen.findIndex((value) => value >= 0.5) * FRAME_MS;
    const last = seen.findLastIndex((value) => value >= 0.35) * FRAME_MS;
    const end = 960 + (speech.length * 1000) / 24_000;
    expect(first).toBeGreaterThanOrEqual(900);
    expect(first).toBeLessThan(1250);
    // The synthesiser itself ends with up to 300 ms of silence.
    expect(last).toBeGreaterThan(end - 400);
    expect(last).toBeLessThan(end + 200);
    expect(seen.at(-1)).toBeLessThan(0.35);
  });

  test.each([
    ['silence', silence(4000)],
    ['quiet noise', noiseAt(30, 4000)],
    ['loud noise', noiseAt(1500, 4000)],
    [
      'a hum',
      Int16Array.from({ length: 96_000 }, (_, n) => 6000 * Math.sin((2 * Math.PI * 100 * n) / 24_000)),
    ],
  ])('does not take %s for speech', (_, samples) => {
    expect(Math.max(...listen(samples))).toBeLessThan(0.5);
  });

  test('has forgotten everything after a reset', async () => {
    const clip = await recordedClip();
    const vad = createSileroVad(weights);
    const before = probabilities(vad, clip);
    vad.reset();
    expect(probabilities(vad, clip)).toEqual(before);
  });

  test('refuses a frame of another length', () => {
    expect(() => createSileroVad(weights).process(new Float32Array(480))).toThrow('512 samples, not 480');
  });
});

describe('the weights of the voice detector', () => {
  test('are refused when the file is cut short', async () => {
    const bytes = await readFile(WEIGHTS);
    expect(() => parseSileroWeights(bytes.subarray(0, -4))).toThrow(/1238528 bytes, not 1238532/);
  });

  test('are said to be missing when there is no file', async () => {
    await expect(loadSileroWeights(new URL('nothing.bin', WEIGHTS))).rejects.toMatchObject({
      reason: 'not_found',
      action: expect.stringContaining('extract-vad'),
    });
  });
});
