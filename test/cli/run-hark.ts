import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
/** The project's own Node, which runs the sources; the one that runs the tests may be older. */
const NODE = join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

export type HarkRun = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of `--json`, parsed. */
  readonly events: readonly Record<string, unknown>[];
};

export type RunningHark = {
  readonly child: ChildProcess;
  /** The first line of the standard output. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<HarkRun>;
};

/** Starts `hark` in a process of its own, with an empty data folder and no key. */
export function startHark(args: readonly string[], env: Record<string, string> = {}): RunningHark {
  const data = mkdtempSync(join(tmpdir(), 'hark-cli-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const { OPENAI_API_KEY: _key, ...inherited } = process.env;
  const child = spawn(NODE, [join(ROOT, 'src/cli/main.ts'), ...args], {
    env: { ...inherited, HARK_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const firstLine = new Promise<string>((done) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const end = stdout.indexOf('\n');
      if (end !== -1) done(stdout.slice(0, end));
    });
  });
  const ended = new Promise<HarkRun>((done) => {
    child.once('close', (code) => done({ code, stdout, stderr, events: jsonLines(stdout) }));
  });
  return { child, firstLine, ended };
}

export function runHark(args: readonly string[], env: Record<string, string> = {}): Promise<HarkRun> {
  return startHark(args, env).ended;
}

function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
