import { HarkError } from '#shared/base/errors.ts';
import { isRecord } from '#shared/base/is-record.ts';

/** What a host may decide about the engine's process; travels as one JSON argument. */
export type EngineProcessOptions = {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  readonly sessionLengthMs?: number;
};

/** What the engine's process tells its parent. The token travels here only: arguments are readable by everyone. */
export type EngineProcessMessage =
  | { readonly type: 'ready'; readonly url: string; readonly token: string }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'log'; readonly message: string };

function numberIn(record: Readonly<Record<string, unknown>>, field: string): number | undefined {
  const value = record[field];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new HarkError('invalid_input', `The engine's option ${field} must be a number from 0 on.`, { field });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the argument of the engine's process. Throws `invalid_input`. */
export function parseProcessOptions(argument = '{}'): EngineProcessOptions {
  const value = parseJson(argument);
  if (!isRecord(value)) throw new HarkError('invalid_input', "The engine's argument must be a JSON object.");
  const port = numberIn(value, 'port');
  const sessionLengthMs = numberIn(value, 'sessionLengthMs');
  return {
    ...(port === undefined ? {} : { port }),
    ...(sessionLengthMs === undefined ? {} : { sessionLengthMs }),
  };
}

/** Reads a message of the engine's process; `undefined` for anything else that may come the same way. */
export function parseProcessMessage(value: unknown): EngineProcessMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, url, token, message } = value;
  if (type === 'ready' && typeof url === 'string' && typeof token === 'string') return { type, url, token };
  if ((type === 'failed' || type === 'log') && typeof message === 'string') return { type, message };
  return undefined;
}
