/** "a, b and c" */
export const joinWithAnd = (parts: readonly string[]): string => join(parts, 'and');

/** "a, b or c" */
export const joinWithOr = (parts: readonly string[]): string => join(parts, 'or');

/** The text with a capital letter at its start. */
export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The text with a full stop at its end, unless it ends like a sentence already. */
export function asSentence(text: string): string {
  const trimmed = capitalise(text.trim());
  return trimmed === '' || /[.!?…]["”']?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function join(parts: readonly string[], conjunction: string): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${conjunction} ${parts.at(-1)}`;
}
