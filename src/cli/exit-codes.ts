import type { ErrorData } from '#shared/base/errors.ts';

/** What the terminal's exit codes mean; scripts rely on them. */
export const EXIT = { done: 0, usage: 2, noConnection: 3, refusedKey: 4, noAnswer: 5 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code for an error that ended a command. */
export function exitCodeOf({ reason }: Pick<ErrorData, 'reason'>): ExitCode {
  if (reason === 'invalid_input' || reason === 'not_found') return EXIT.usage;
  if (reason === 'authentication') return EXIT.refusedKey;
  return EXIT.noConnection;
}
