import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { runProgram } from '#core/system/run-program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A program that runs `script`; answers with its path. */
function install(script: string): string {
  const program = join(temporaryFolder(), 'program');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return program;
}

describe.skipIf(process.platform === 'win32')('a program', () => {
  test('that does not exist is missing, one that fails tells its code', async () => {
    expect(await runProgram({ program: 'no-such-program', args: [] })).toEqual({ kind: 'missing' });
    expect(await runProgram({ program: install('exit 3'), args: [] })).toEqual({ kind: 'failed', code: 3 });
  });

  test('gets its arguments as they are, not read by a shell', async () => {
    const text = '$(touch /tmp/x); "a" `b` && c';
    const program = install('printf "%s" "$1"');
    expect(await runProgram({ program, args: [text], reads: true })).toEqual({ kind: 'done', output: text });
  });

  test('that ignores its input does no harm', async () => {
    const result = await runProgram({ program: install('exit 0'), args: [], input: 'x'.repeat(1_000_000) });
    expect(result.kind).toBe('done');
  });

  test('never gets the key that Hark was given', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-canary');
    const result = await runProgram({ program: install('env'), args: [], reads: true });
    vi.unstubAllEnvs();
    expect(result).toMatchObject({ kind: 'done', output: expect.not.stringContaining('sk-canary') });
  });
});
