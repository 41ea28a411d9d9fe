/** One thing a session did, from its beginning to its end. It holds names, ids and numbers, never what was said. */
export type Span = {
  /** 32 hexadecimal digits, the same for all spans of a session. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** The span this one is a part of; null for the connection, which holds all others. */
  readonly parentId: string | null;
  readonly kind: 'connection' | 'response' | 'tool' | 'handoff' | 'guardrail';
  /** Which of its kind: the tool, the guardrail, the agent that takes over; else the kind itself. */
  readonly name: string;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** `unfinished`: the session ended first. */
  readonly status: 'ok' | 'error' | 'unfinished';
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
};

/** Where finished spans go. One exporter may serve many sessions; whoever made it closes it. */
export type SpanExporter = {
  /** Takes a span in at once; writing it down may come later. */
  export(span: Span): void;
  /** Resolves when everything is written down. Rejects when something could not be. */
  close(): Promise<void>;
};
