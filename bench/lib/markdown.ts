import type { Table } from './bench.ts';

/** The table as aligned Markdown, for the terminal and for docs/performance.md alike. */
export function toMarkdown({ title, columns, rows, note }: Table): string {
  const cells = [columns, ...rows].map((row) => row.map((cell) => String(cell).replaceAll('|', '\\|')));
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  const [head = [], ...body] = cells;
  const lines = [`### ${title}`, '', line(head), line(rule), ...body.map(line)];
  return `${[...lines, ...(note === undefined ? [] : ['', note])].join('\n')}\n`;
}

/** Names to the left, figures to the right. */
function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
