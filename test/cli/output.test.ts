import { afterEach, expect, test, vi } from 'vitest';
import { createOutput } from '#cli/output.ts';

afterEach(() => vi.restoreAllMocks());

/** What reaches a stream of this process. */
function follow(stream: NodeJS.WriteStream): string[] {
  const written: string[] = [];
  vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  return written;
}

test('nothing that a terminal would obey is printed, whoever said it', () => {
  const printed = follow(process.stdout);
  const told = follow(process.stderr);
  const output = createOutput(false);
  const text = 'It is \u001b]52;c;ZXZpbA==\u0007late\u001b[2J\u202e.';
  output.event({ type: 'transcript', role: 'assistant', text, status: 'done' });
  output.error({ reason: 'server', message: 'The server said \u009b31mno\r.' });
  expect(printed).toEqual(['Hark: It is late.\n']);
  expect(told.join('')).not.toMatch(/[^\n\P{Cc}]/u);
});
