import type { ErrorData } from '#shared/base/errors.ts';
import type { Words } from '#shared/i18n/words.ts';

/** What went wrong and what to do about it, in one line. */
export function sayError({ message, action }: ErrorData, { ofCore }: Words): string {
  return [message, action].flatMap((sentence) => (sentence === undefined ? [] : ofCore(sentence))).join(' ');
}
