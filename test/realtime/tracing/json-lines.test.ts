import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createJsonLinesExporter, type Span } from '#realtime/index.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const span = (name: string): Span => ({
  traceId: 'f'.repeat(32),
  spanId: '0'.repeat(16),
  parentId: null,
  kind: 'tool',
  name,
  startedAt: 1,
  durationMs: 2,
  status: 'ok',
  attributes: { note: 'two\nlines' },
});

async function linesOf(path: string): Promise<Span[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Span);
}

describe('the JSON-lines exporter', () => {
  it('TR-2: appends a line for each span, in order, to a file only its owner can read', async () => {
    const path = join(temporaryFolder(), 'spans.jsonl');
    const first = createJsonLinesExporter(path);
    first.export(span('one'));
    first.export(span('two'));
    await first.close();
    const second = createJsonLinesExporter(path);
    second.export(span('three'));
    await second.close();
    expect(await linesOf(path)).toEqual([span('one'), span('two'), span('three')]);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('TR-2: holds at most 1,000 spans for a slow disk and counts what it drops', async () => {
    const path = join(temporaryFolder(), 'spans.jsonl');
    const exporter = createJsonLinesExporter(path);
    for (let index = 0; index < 1_501; index += 1) exporter.export(span(String(index)));
    await exporter.close();
    const written = await linesOf(path);
    expect(written).toHaveLength(1_001);
    expect(written.at(-1)?.name).toBe('1500');
    expect(exporter.dropped).toBe(500);
  });

  it('TR-2: a disk that refuses costs the spans, and close() says so', async () => {
    const path = join(temporaryFolder(), 'missing', 'spans.jsonl');
    const exporter = createJsonLinesExporter(path);
    exporter.export(span('lost'));
    await expect(exporter.close()).rejects.toMatchObject({ reason: 'device' });
    expect(exporter.dropped).toBe(1);
  });
});
