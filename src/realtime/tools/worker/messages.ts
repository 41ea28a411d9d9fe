import type { ErrorData } from '#shared/base/errors.ts';

/** What the thread is told at its start. */
export type ToolThreadData = { readonly moduleUrl: string };

/** One call; a thread has at most one at a time. */
export type ToolThreadRequest = { readonly callId: string; readonly args: unknown };

export type ToolThreadReply =
  | { readonly type: 'progress'; readonly update: unknown }
  | { readonly type: 'result'; readonly value: unknown; readonly background: boolean }
  | { readonly type: 'failure'; readonly error: ErrorData };

/** What a tool's code is given in its thread, besides its arguments. */
export type ToolThreadContext = {
  readonly callId: string;
  /** Tells listeners how far the work is; the update must survive a structured clone. */
  progress(update: unknown): void;
};
