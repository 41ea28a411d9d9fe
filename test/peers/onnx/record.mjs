// Writes the clip and onnxruntime's probabilities that test/engine/vad compares with where onnxruntime is not installed.
// `npm install && npm run record`, under a Node that runs TypeScript.
import { writeFileSync } from 'node:fs';
import { loadFlite } from '../../../src/engine/flite/flite.ts';
import { referenceProbabilities } from './reference.mjs';

const FIXTURES = new URL('../../engine/vad/fixtures/', import.meta.url);
const SILENCE = 16_000 * 0.4;

const { samples } = await (await loadFlite()).synthesise('what time is it', 'rms', 1);
const clip = new Int16Array(samples.length + 2 * SILENCE);
clip.set(samples, SILENCE);
// A hum below the speech and a click after it, so that not all frames are easy ones.
for (let i = 0; i < clip.length; i += 1)
  clip[i] += Math.round(60 * Math.sin((2 * Math.PI * 100 * i) / 16_000));
clip[clip.length - 3000] = 20_000;

const probabilities = await referenceProbabilities(Float32Array.from(clip, (sample) => sample / 32_768));
writeFileSync(new URL('clip-16khz.pcm', FIXTURES), new Uint8Array(clip.buffer));
writeFileSync(new URL('onnxruntime-probabilities.json', FIXTURES), `${JSON.stringify(probabilities)}\n`);
console.log(`${probabilities.length} frames`);
