import { spawn } from 'node:child_process';

export type ProgramRun = {
  readonly program: string;
  readonly args: readonly string[];
  /** Written to its standard input, which is then closed. */
  readonly input?: string | Buffer;
  /** Whether its output is wanted. Programs that stay in the background keep their output open, so it is not waited for otherwise. */
  readonly reads?: boolean;
};

const LIMIT_MS = 5_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

/** What became of a program; `missing` when there is none of that name. */
export type ProgramResult =
  | { readonly kind: 'done'; readonly output: string }
  | { readonly kind: 'failed'; readonly code: number | null }
  | { readonly kind: 'missing' };

/** Runs a program without a shell, at most five seconds, and keeps at most 1 MiB of what it prints. */
export function runProgram({ program, args, input, reads = false }: ProgramRun): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: [input === undefined ? 'ignore' : 'pipe', reads ? 'pipe' : 'ignore', 'ignore'],
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_OUTPUT_BYTES) chunks.push(chunk);
    });
    // A program that ends before it has read everything is judged by its exit code.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
    child.once('error', () => resolve({ kind: 'missing' }));
    child.once(reads ? 'close' : 'exit', (code: number | null) =>
      resolve(
        code === 0
          ? { kind: 'done', output: Buffer.concat(chunks).toString('utf8') }
          : { kind: 'failed', code },
      ),
    );
  });
}
