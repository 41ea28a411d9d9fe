// Silero VAD v6 as onnxruntime computes it: the judge of src/engine/vad.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-web/wasm';

const FRAME = 512;
const CONTEXT = 64;
const RATE_HZ = 16_000n;

/** The probability of speech of each whole frame of 512 samples; floats in -1..1 at 16 kHz. */
export async function referenceProbabilities(samples) {
  const entry = createRequire(import.meta.url).resolve('@ricky0123/vad-web');
  const model = await readFile(join(dirname(entry), 'silero_vad_v6.onnx'));
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
  const rate = new Tensor('int64', BigInt64Array.of(RATE_HZ));
  const probabilities = [];
  let state = new Tensor('float32', new Float32Array(2 * 128), [2, 1, 128]);
  // The model wants the last 64 samples of the frame before in front of each frame.
  const heard = new Float32Array(CONTEXT + samples.length);
  heard.set(samples, CONTEXT);
  for (let start = 0; start + CONTEXT + FRAME <= heard.length; start += FRAME) {
    const input = new Tensor('float32', heard.slice(start, start + CONTEXT + FRAME), [1, CONTEXT + FRAME]);
    const result = await session.run({ input, state, sr: rate });
    state = result.stateN;
    probabilities.push(result.output.data[0]);
  }
  return probabilities;
}
