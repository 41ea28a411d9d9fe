/** What a tool returned as the text a model reads: strings as they are, the rest as JSON. */
export function toOutputText(result: unknown): string {
  if (typeof result === 'string') return result;
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    // Circular or with a bigint inside: better a poor text than no output at all.
    return String(result);
  }
}
