import { plainText } from '#core/text/plain-text.ts';
import type { ErrorData } from '#shared/base/errors.ts';

/** What a command tells, one line each with `--json`. */
export type CliEvent =
  | { readonly type: 'state'; readonly state: string }
  | {
      readonly type: 'transcript';
      readonly role: 'user' | 'assistant';
      readonly text: string;
      readonly status: 'done' | 'cut' | 'unclear';
    }
  | { readonly type: 'tool'; readonly tool: string; readonly status: string; readonly detail: string }
  | {
      readonly type: 'question';
      readonly question: string;
      readonly detail: string;
      readonly answer: 'yes' | 'no';
      /** False when nobody sits at the terminal, which is a no. */
      readonly asked: boolean;
    }
  | { readonly type: 'notice'; readonly error: ErrorData }
  | { readonly type: 'audio'; readonly file: string; readonly milliseconds: number }
  | { readonly type: 'done'; readonly exitCode: number };

export type Output = {
  event(event: CliEvent): void;
  error(error: ErrorData): void;
};

/** Answers go to the standard output, everything else to the standard error; what a terminal would obey is left out. */
export function createOutput(json: boolean): Output {
  if (json) {
    return {
      event: (event) => printLine(JSON.stringify(event)),
      error: (error) => printLine(JSON.stringify({ type: 'error', error })),
    };
  }
  return {
    event(event) {
      const line = describe(event);
      if (line !== undefined) printLine(plainText(line));
    },
    error: (error) => process.stderr.write(`${plainText(describeError(error))}\n`),
  };
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function describe(event: CliEvent): string | undefined {
  switch (event.type) {
    case 'transcript':
      return `${event.role === 'user' ? 'You' : 'Hark'}: ${event.text}${MARKS[event.status]}`;
    case 'tool':
      return event.status === 'running' ? undefined : `  · ${event.tool}: ${event.detail || event.status}`;
    case 'question':
      return `  ? ${event.question} ${event.detail} — ${event.asked ? event.answer : 'no, because nobody can be asked here'}`;
    case 'notice':
      return `  ! ${describeError(event.error)}`;
    case 'audio':
      return `  → ${event.file} (${(event.milliseconds / 1000).toFixed(1)} s)`;
    default:
      return undefined;
  }
}

const MARKS = { done: '', cut: ' — (cut)', unclear: ' (unclear)' } as const;

function describeError({ message, kept, action }: ErrorData): string {
  return [message, kept, action].filter((part) => part !== undefined && part !== '').join(' ');
}
