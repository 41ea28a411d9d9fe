/** Who has to act: the person, the model, the connection, the machine, or us. */
export type ErrorReason =
  | 'invalid_input'
  | 'not_found'
  | 'denied'
  | 'timeout'
  | 'closed'
  | 'connection'
  | 'authentication'
  | 'server'
  | 'model'
  | 'device'
  | 'unavailable'
  | 'internal';

export type HarkErrorOptions = {
  /** Dotted path of the field that was wrong, e.g. `audio.input.turn_detection.threshold`. */
  readonly field?: string;
  /** What survived, as a sentence: "Your text is still in the box." */
  readonly kept?: string;
  /** The one thing to do, as an imperative sentence. */
  readonly action?: string;
  readonly cause?: unknown;
};

/** The project's one error class: what happened (`message`), why (`reason`), what was kept, one thing to do. */
export class HarkError extends Error {
  override readonly name = 'HarkError';
  readonly reason: ErrorReason;
  readonly field: string | undefined;
  readonly kept: string | undefined;
  readonly action: string | undefined;

  constructor(reason: ErrorReason, message: string, options: HarkErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.reason = reason;
    this.field = options.field;
    this.kept = options.kept;
    this.action = options.action;
  }
}

/** An error as plain data, fit for a process boundary: class instances and causes do not survive one. */
export type ErrorData = {
  readonly reason: ErrorReason;
  readonly message: string;
  readonly field?: string;
  readonly kept?: string;
  readonly action?: string;
};

/** Turns anything thrown into data; stacks and causes stay behind, because they may hold what a page must not see. */
export function toErrorData(error: unknown): ErrorData {
  if (!(error instanceof HarkError)) {
    return { reason: 'internal', message: error instanceof Error ? error.message : String(error) };
  }
  return {
    reason: error.reason,
    message: error.message,
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.kept === undefined ? {} : { kept: error.kept }),
    ...(error.action === undefined ? {} : { action: error.action }),
  };
}

/** For the default branch of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new HarkError('internal', `Unexpected value: ${JSON.stringify(value)}`);
}
