import { execFile, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An X server of its own, on which the test presses keys as a keyboard would (XTest, with the server's own repeats). */
export type XDisplay = {
  /** What a program needs to be on it, whatever display the tests run on. */
  readonly env: Readonly<Record<string, string>>;
  keyDown(chord: string): Promise<void>;
  keyUp(chord: string): Promise<void>;
  close(): void;
};

/** Whether there are an X server and something to press keys with: Debian's packages xvfb and xdotool. */
export function hasXDisplay(): boolean {
  try {
    for (const program of ['Xvfb', 'xdotool']) execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export async function openXDisplay(): Promise<XDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const numbers = server.stdio[3];
  if (numbers === null || numbers === undefined) throw new Error('Xvfb tells no display.');
  const display = await new Promise<string>((resolve) =>
    createInterface({ input: numbers as NodeJS.ReadableStream }).once('line', (line) => resolve(`:${line}`)),
  );
  const env = { DISPLAY: display, XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' };
  const press = async (action: string, chord: string): Promise<void> => {
    await run('xdotool', [action, chord], { env: { ...process.env, ...env } });
  };
  return {
    env,
    keyDown: (chord) => press('keydown', chord),
    keyUp: (chord) => press('keyup', chord),
    close: () => void server.kill(),
  };
}
