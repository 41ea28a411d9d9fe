import type { LogPort } from '../ports.ts';
import { plainText } from '../text/plain-text.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * error: the person lost something; warn: we recovered; info: one line per change of life; debug: the rest. Keys that a
 * server repeats in an error, and codes a terminal would obey, are taken out here, because this is the only way out.
 */
export function createLog(threshold: LogLevel, write: (line: string) => void): LogPort {
  const enabled = LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(threshold) + 1);
  const at =
    (level: LogLevel) =>
    (message: string, detail?: unknown): void => {
      if (!enabled.includes(level)) return;
      const rest = detail === undefined ? '' : ` (${describe(detail, threshold)})`;
      write(plainText(maskKeys(`hark ${level}: ${message}${rest}`)));
    };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

/** The level in an environment variable, or `fallback`. */
export function logLevel(text: string | undefined, fallback: LogLevel): LogLevel {
  return LOG_LEVELS.find((level) => level === text) ?? fallback;
}

function describe(detail: unknown, threshold: LogLevel): string {
  if (detail instanceof Error)
    return threshold === 'debug' ? (detail.stack ?? detail.message) : detail.message;
  if (typeof detail === 'string') return detail;
  try {
    return JSON.stringify(detail);
  } catch {
    return String(detail);
  }
}

function maskKeys(text: string): string {
  return text.replace(/\b(sk-|Bearer\s+)[\w.-]{6,}/g, '$1…');
}
