/**
 * The words of an answer that were heard, when a share of its audio (0..1) was played. An estimate: servers do not say
 * which word lies where, so the text is taken to be spread evenly over the audio. A word that was begun is not counted.
 */
export function heardText(text: string, share: number): string {
  const end = Math.floor(text.length * Math.min(1, Math.max(0, share)));
  if (end >= text.length) return text;
  const cut = text.slice(0, end);
  if (/\s/.test(text.charAt(end))) return cut;
  const lastSpace = cut.search(/\s\S*$/);
  return lastSpace < 0 ? '' : cut.slice(0, lastSpace);
}
