import { appendFile } from 'node:fs/promises';
import { createBoundedQueue } from '#shared/base/bounded-queue.ts';
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
  const waiting = createBoundedQueue<Span>({ limit: MAX_WAITING_SPANS, overflow: 'drop-oldest' });
  let writing: Promise<void> | undefined;
  let refused = 0;
  let failure: unknown;
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines: string[] = [];
      for (let span = waiting.shift(); span !== undefined; span = waiting.shift()) {
        lines.push(`${JSON.stringify(span)}\n`);
      }
      try {
        await appendFile(path, lines.join(''), { mode: 0o600 });
      } catch (error) {
        refused += lines.length;
        failure = error;
      }
    }
    writing = undefined;
  };
  return {
    export(span) {
      waiting.push(span);
      writing ??= writeAll();
    },
    async close() {
      await writing;
      if (failure === undefined) return;
      const message = `${refused} spans could not be written to ${path}.`;
      throw new HarkError('device', message, { action: 'Check the folder and its disk.', cause: failure });
    },
    get dropped() {
      return waiting.dropped + refused;
    },
  };
}
