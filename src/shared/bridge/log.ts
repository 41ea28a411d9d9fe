/** From the gravest on. error: the person lost something; warn: we recovered; info: one line per change of life; debug: the rest. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One line of the log. */
export type LogEntry = {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly level: LogLevel;
  /** Which host wrote it, and its process: `desktop/4711`. */
  readonly from: string;
  readonly message: string;
  readonly detail?: string;
};
