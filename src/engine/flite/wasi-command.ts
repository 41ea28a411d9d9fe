import { createGrowingBuffer, type GrowingBuffer } from './growing-buffer.ts';

// Numbers of wasi_snapshot_preview1.
const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const NO_ENTRY = 44;
const STDOUT = 1;
const STDERR = 2;
const ROOT = 3;
const FILE = 4;
const TYPE_CHARACTER_DEVICE = 2;
const TYPE_DIRECTORY = 3;
const TYPE_REGULAR_FILE = 4;
const SEEK_SET = 0;
const SEEK_CURRENT = 1;

export type CommandResult = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the command wrote to `OUTPUT_PATH`; empty when it wrote nothing. */
  readonly output: Uint8Array;
};

/** The one file a command can create. */
export const OUTPUT_PATH = '/out';

class Exit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/**
 * Runs a WASI command once, in memory: no file system, no environment, no clock of its own, one file that it may write.
 * `node:wasi` is not used because it is experimental and hands out real folders. Throws what the command traps with.
 */
export async function runWasiCommand(
  module: WebAssembly.Module,
  args: readonly string[],
): Promise<CommandResult> {
  const files = new Map<number, GrowingBuffer>([
    [STDOUT, createGrowingBuffer(1024)],
    [STDERR, createGrowingBuffer(1024)],
    [FILE, createGrowingBuffer(1 << 20)],
  ]);
  const holder: { memory?: WebAssembly.Memory } = {};
  const view = (): DataView => new DataView((holder.memory as WebAssembly.Memory).buffer);
  const imports = { ...argumentCalls(args, view), ...fileCalls(files, view), ...processCalls(view) };
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: imports });
  holder.memory = instance.exports.memory as WebAssembly.Memory;
  const exitCode = run(instance.exports._start as () => void);
  const text = (descriptor: number): string => new TextDecoder().decode(files.get(descriptor)?.bytes());
  const output = files.get(FILE)?.bytes() ?? new Uint8Array();
  return { exitCode, stdout: text(STDOUT), stderr: text(STDERR), output };
}

function run(start: () => void): number {
  try {
    start();
    return 0;
  } catch (error) {
    if (error instanceof Exit) return error.code;
    throw error;
  }
}

type Calls = Record<string, (...args: never[]) => unknown>;

function argumentCalls(args: readonly string[], view: () => DataView): Calls {
  const encoded = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  return {
    args_sizes_get(countAt: number, bytesAt: number) {
      view().setUint32(countAt, encoded.length, true);
      view().setUint32(
        bytesAt,
        encoded.reduce((sum, { length }) => sum + length, 0),
        true,
      );
      return SUCCESS;
    },
    args_get(pointersAt: number, stringsAt: number) {
      let at = stringsAt;
      encoded.forEach((bytes, index) => {
        view().setUint32(pointersAt + 4 * index, at, true);
        new Uint8Array(view().buffer).set(bytes, at);
        at += bytes.length;
      });
      return SUCCESS;
    },
  };
}

function fileCalls(files: ReadonlyMap<number, GrowingBuffer>, view: () => DataView): Calls {
  return {
    fd_prestat_get(descriptor: number, at: number) {
      if (descriptor !== ROOT) return BAD_DESCRIPTOR;
      view().setUint32(at, 0, true);
      view().setUint32(at + 4, 1, true);
      return SUCCESS;
    },
    fd_prestat_dir_name(_descriptor: number, at: number) {
      view().setUint8(at, '/'.charCodeAt(0));
      return SUCCESS;
    },
    path_open(...call: number[]) {
      const [, , pathAt = 0, pathLength = 0, , , , , descriptorAt = 0] = call;
      const path = new TextDecoder().decode(new Uint8Array(view().buffer, pathAt, pathLength));
      if (`/${path}` !== OUTPUT_PATH) return NO_ENTRY;
      view().setUint32(descriptorAt, FILE, true);
      return SUCCESS;
    },
    fd_fdstat_get(descriptor: number, at: number) {
      const types: Record<number, number> = { [ROOT]: TYPE_DIRECTORY, [FILE]: TYPE_REGULAR_FILE };
      new Uint8Array(view().buffer, at, 24).fill(0);
      view().setUint8(at, types[descriptor] ?? TYPE_CHARACTER_DEVICE);
      const allRights = 0xffff_ffff_ffff_ffffn;
      view().setBigUint64(at + 8, allRights, true);
      view().setBigUint64(at + 16, allRights, true);
      return SUCCESS;
    },
    fd_fdstat_set_flags: () => SUCCESS,
    fd_write(descriptor: number, vectorsAt: number, count: number, writtenAt: number) {
      const file = files.get(descriptor);
      if (file === undefined) return BAD_DESCRIPTOR;
      const data = view();
      let written = 0;
      for (let vector = vectorsAt; vector < vectorsAt + 8 * count; vector += 8) {
        const length = data.getUint32(vector + 4, true);
        file.write(new Uint8Array(data.buffer, data.getUint32(vector, true), length));
        written += length;
      }
      data.setUint32(writtenAt, written, true);
      return SUCCESS;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, positionAt: number) {
      const file = files.get(descriptor);
      if (file === undefined) return BAD_DESCRIPTOR;
      const from = { [SEEK_SET]: 0, [SEEK_CURRENT]: file.position }[whence] ?? file.length;
      file.position = from + Number(offset);
      view().setBigUint64(positionAt, BigInt(file.position), true);
      return SUCCESS;
    },
    fd_read: () => BAD_DESCRIPTOR,
    fd_close: () => SUCCESS,
  };
}

function processCalls(view: () => DataView): Calls {
  return {
    // Only flite's benchmark mode looks at it.
    clock_time_get(_clock: number, _precision: bigint, at: number) {
      view().setBigUint64(at, 0n, true);
      return SUCCESS;
    },
    proc_exit(code: number) {
      throw new Exit(code);
    },
  };
}
