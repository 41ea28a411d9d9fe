import { appendFile } from 'node:fs/promises';
import { createBatchWriter } from '#shared/base/batch-writer.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { Span, SpanExporter } from './span.ts';

/** Spans that may wait for the disk; beyond this the oldest are dropped and counted. */
const MAX_WAITING_SPANS = 1_000;

export type JsonLinesExporter = SpanExporter & {
  /** Spans that were not written, because too many waited or the disk refused them. */
  readonly dropped: number;
};

/**
 * Appends each span to a file, one JSON object a line; the file is made when it is missing, readable by its owner only.
 * `close()` rejects with `device` when anything could not be written.
 */
export function createJsonLinesExporter(path: string): JsonLinesExporter {
  let refused = 0;
  let failure: unknown;
  const writer = createBatchWriter<Span>({
    limit: MAX_WAITING_SPANS,
    async write(spans) {
      try {
        await appendFile(path, spans.map((span) => `${JSON.stringify(span)}\n`).join(''), { mode: 0o600 });
      } catch (error) {
        refused += spans.length;
        failure = error;
      }
    },
  });
  return {
    export: writer.push,
    async close() {
      await writer.flush();
      if (failure === undefined) return;
      const message = `${refused} spans could not be written to ${path}.`;
      throw new HarkError('device', message, { action: 'Check the folder and its disk.', cause: failure });
    },
    get dropped() {
      return writer.dropped + refused;
    },
  };
}
