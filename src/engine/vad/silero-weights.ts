import { readFile } from 'node:fs/promises';
import { HarkError } from '#shared/base/errors.ts';

/**
 * The tensors of Silero VAD v6, 16 kHz branch, in the order in which `resources/models/silero-vad-v6.bin` holds them as
 * little-endian float32. Names are those of the ONNX file without their branch prefix; shapes are row-major.
 */
export const SILERO_TENSORS = {
  'stft.forward_basis_buffer': [258, 1, 256],
  'encoder.0.reparam_conv.weight': [128, 129, 3],
  'encoder.0.reparam_conv.bias': [128],
  'encoder.1.reparam_conv.weight': [64, 128, 3],
  'encoder.1.reparam_conv.bias': [64],
  'encoder.2.reparam_conv.weight': [64, 64, 3],
  'encoder.2.reparam_conv.bias': [64],
  'encoder.3.reparam_conv.weight': [128, 64, 3],
  'encoder.3.reparam_conv.bias': [128],
  'decoder.rnn.weight_ih': [512, 128],
  'decoder.rnn.weight_hh': [512, 128],
  'decoder.rnn.bias_ih': [512],
  'decoder.rnn.bias_hh': [512],
  'decoder.decoder.2.weight': [1, 128, 1],
  'decoder.decoder.2.bias': [1],
} as const satisfies Record<string, readonly number[]>;

export type SileroTensorName = keyof typeof SILERO_TENSORS;
export type SileroWeights = Readonly<Record<SileroTensorName, Float32Array>>;

/** The file, seen from an entry of the engine: `src/engine` and `out/main` are equally deep. */
export const SILERO_WEIGHTS = '../../resources/models/silero-vad-v6.bin';

const BYTES_PER_FLOAT = 4;

/** Cuts the file into its tensors. Throws `invalid_input` when the length is not the one the table asks for. */
export function parseSileroWeights(bytes: Uint8Array): SileroWeights {
  const entries = Object.entries(SILERO_TENSORS).map(([name, shape]: [string, readonly number[]]) => ({
    name,
    length: shape.reduce((product, size) => product * size, 1),
  }));
  const expected = entries.reduce((sum, { length }) => sum + length, 0) * BYTES_PER_FLOAT;
  if (bytes.byteLength !== expected) {
    throw new HarkError(
      'invalid_input',
      `The voice detector's weights are ${bytes.byteLength} bytes, not ${expected}.`,
      { action: 'Run `node scripts/extract-vad.mjs` to make resources/models/silero-vad-v6.bin again.' },
    );
  }
  // Copied, because a Float32Array needs an offset that is a multiple of 4 and a Buffer promises none.
  const floats = new Float32Array(bytes.slice().buffer);
  let offset = 0;
  const tensors = entries.map(({ name, length }): [string, Float32Array] => {
    offset += length;
    return [name, floats.subarray(offset - length, offset)];
  });
  return Object.fromEntries(tensors) as SileroWeights;
}

/** Reads the weights file. Rejects with `not_found` when it is missing, `invalid_input` when it is damaged. */
export async function loadSileroWeights(url: URL): Promise<SileroWeights> {
  const bytes = await readFile(url).catch((cause: unknown) => {
    throw new HarkError('not_found', `The voice detector's weights are missing: ${url.pathname}`, {
      action: 'Reinstall Hark, or run `node scripts/extract-vad.mjs` in a clone.',
      cause,
    });
  });
  return parseSileroWeights(bytes);
}
