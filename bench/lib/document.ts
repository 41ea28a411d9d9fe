import { readFile, writeFile } from 'node:fs/promises';

const DOCUMENT = new URL('../../docs/performance.md', import.meta.url);

/** Puts the figures of one bench into docs/performance.md, between its two marks; everything else there stays. */
export async function writeSection(name: string, section: string): Promise<void> {
  const text = await readFile(DOCUMENT, 'utf8');
  const [start, end] = [`<!-- bench ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  const marked = `${start}\n${section.trim()}\n${end}`;
  const updated =
    from < 0 || to < from
      ? `${text.trimEnd()}\n\n${marked}\n`
      : text.slice(0, from) + marked + text.slice(to + end.length);
  await writeFile(DOCUMENT, updated);
}
