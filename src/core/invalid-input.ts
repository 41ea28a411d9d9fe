import type { z } from 'zod';
import { HarkError } from '#shared/base/errors.ts';

/** The first thing that was wrong, as a sentence naming the field; values are never repeated, they may be secret. */
export function toInvalidInput(error: z.ZodError, subject: string): HarkError {
  const issue = error.issues[0];
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const field = [...(issue?.path ?? []), ...keys].map(String).join('.');
  const what = issue?.code === 'unrecognized_keys' ? 'is not known' : (issue?.message ?? 'is not valid');
  return new HarkError('invalid_input', `${subject}: ${field || 'the value'} ${lowerFirst(what)}.`, {
    ...(field === '' ? {} : { field }),
    kept: 'Nothing was changed.',
  });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
