import { spawn } from 'node:child_process';

export type ProgramRun = {
  readonly program: string;
  readonly args: readonly string[];
  /** Written to its standard input, which is then closed. */
  readonly input?: string | Buffer;
  /** Whether its output is wanted. Programs that stay in the background keep their output open, so it is not waited for otherwise. */
  readonly reads?: boolean;
  /** Added to its environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

const LIMIT_MS = 10_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

/** What became of a program; `missing` when there is none of that name. */
export type ProgramResult =
  | { readonly kind: 'done'; readonly output: string }
  | { readonly kind: 'failed'; readonly code: number | null }
  | { readonly kind: 'missing' };

/** Other programs have no business with the key Hark was given. */
export function environmentWithoutKey(): NodeJS.ProcessEnv {
  const { OPENAI_API_KEY: _, ...rest } = process.env;
  return rest;
}

/** Runs a program without a shell, for at most ten seconds, and keeps at most 1 MiB of what it prints. */
export function runProgram(run: ProgramRun): Promise<ProgramResult> {
  const { program, args, input, reads = false, environment, signal } = run;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: [input === undefined ? 'ignore' : 'pipe', reads ? 'pipe' : 'ignore', 'ignore'],
      env: { ...environmentWithoutKey(), ...environment },
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
      windowsHide: true,
      ...(signal === undefined ? {} : { signal }),
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
