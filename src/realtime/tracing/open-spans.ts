import { randomBytes } from 'node:crypto';
import type { Clock } from '#shared/base/clock.ts';
import type { Span, SpanExporter } from './span.ts';

/** Spans that may be open at once; beyond this the oldest ends as unfinished: a server may forget to end things. */
const MAX_OPEN_SPANS = 256;
/** Ended spans whose ids are remembered, because something that began under them may end later. */
const MAX_REMEMBERED_IDS = 256;

type SpanStart = Pick<Span, 'kind' | 'name'> & {
  /** Key of the span this one is a part of; the session's root when it is unknown. */
  readonly parent?: string | undefined;
  readonly attributes?: Span['attributes'];
};

export type SpanEnd = Pick<Span, 'status'> & { readonly attributes?: Span['attributes'] };

type Open = Omit<Span, 'durationMs' | 'status'> & { readonly clockStart: number };

/** The spans of one session that have begun; each goes to the exporter when it ends. */
export class OpenSpans {
  readonly #clock: Clock;
  readonly #exporter: SpanExporter;
  readonly #traceId = randomBytes(16).toString('hex');
  readonly #rootKey: string;
  readonly #open = new Map<string, Open>();
  readonly #ids = new Map<string, string>();

  /** Everything is a part of the span that begins under `rootKey`. */
  constructor(clock: Clock, exporter: SpanExporter, rootKey: string) {
    this.#clock = clock;
    this.#exporter = exporter;
    this.#rootKey = rootKey;
  }

  /** `agoMs`: how long ago it began. A key that is open already keeps its span. */
  start(key: string, { kind, name, parent, attributes = {} }: SpanStart, agoMs = 0): void {
    if (this.#open.has(key)) return;
    const spanId = randomBytes(8).toString('hex');
    const parentId = this.#ids.get(parent ?? this.#rootKey) ?? this.#ids.get(this.#rootKey) ?? null;
    this.#remember(key, spanId);
    this.#open.set(key, {
      traceId: this.#traceId,
      spanId,
      parentId,
      kind,
      name,
      attributes,
      startedAt: this.#clock.wallTime() - agoMs,
      clockStart: this.#clock.now() - agoMs,
    });
    const oldest = [...this.#open.keys()].find((open) => open !== this.#rootKey);
    if (this.#open.size > MAX_OPEN_SPANS && oldest !== undefined) this.end(oldest, { status: 'unfinished' });
  }

  /** Adds what was learnt meanwhile; the first value of an attribute stays. */
  note(key: string, attributes: Span['attributes']): void {
    const open = this.#open.get(key);
    if (open !== undefined)
      this.#open.set(key, { ...open, attributes: { ...attributes, ...open.attributes } });
  }

  /** Milliseconds since a span began; undefined when it is not open. */
  ageOf(key: string): number | undefined {
    const open = this.#open.get(key);
    return open && this.#clock.now() - open.clockStart;
  }

  end(key: string, { status, attributes = {} }: SpanEnd): void {
    const open = this.#open.get(key);
    if (open === undefined) return;
    this.#open.delete(key);
    const { clockStart, ...span } = open;
    this.#exporter.export({
      ...span,
      durationMs: this.#clock.now() - clockStart,
      status,
      attributes: { ...span.attributes, ...attributes },
    });
  }

  /** Ends the parts first, the root last. */
  endAll(root: SpanEnd): void {
    for (const key of [...this.#open.keys()]) {
      if (key !== this.#rootKey) this.end(key, { status: 'unfinished' });
    }
    this.end(this.#rootKey, root);
  }

  #remember(key: string, spanId: string): void {
    this.#ids.set(key, spanId);
    const oldest = [...this.#ids.keys()].find((id) => id !== this.#rootKey);
    if (this.#ids.size > MAX_REMEMBERED_IDS && oldest !== undefined) this.#ids.delete(oldest);
  }
}
