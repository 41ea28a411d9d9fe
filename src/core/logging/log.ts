import { LOG_LEVELS, type LogLevel } from '#shared/bridge/log.ts';
import type { LogPort } from '../ports.ts';
import { plainText } from '../text/plain-text.ts';
import { describe } from './describe.ts';

/** Where lines go: the terminal, the file. */
export type LogSink = {
  /** The least grave level that goes there. */
  readonly threshold: LogLevel;
  /** Where an error came from is told as well. */
  readonly stacks: boolean;
  write(level: LogLevel, message: string, detail: string | undefined): void;
};

/** Longest message or detail, characters; what follows is cut. */
const MAX_LENGTH = 8 * 1024;
/** More than this is not even looked through. */
const MAX_READ = 64 * 1024;

/**
 * What everything is logged with. This is the only way out, so keys, names and what a terminal would obey are taken out here.
 * Never throws, whatever it is given.
 */
export function createLog(redact: (text: string) => string, sinks: readonly LogSink[]): LogPort {
  const clean = (text: string): string => {
    // Cut between words, and to its length only after redaction: half a secret would not be known for one.
    const read = text.length > MAX_READ ? text.slice(0, Math.max(0, text.lastIndexOf(' ', MAX_READ))) : text;
    const shown = redact(plainText(read));
    return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}… (cut)` : shown;
  };
  const at =
    (level: LogLevel) =>
    (message: string, detail?: unknown): void => {
      for (const { threshold, stacks, write } of sinks) {
        if (LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf(threshold)) continue;
        write(level, clean(message), detail === undefined ? undefined : clean(describe(detail, stacks)));
      }
    };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

/** The level in an environment variable, or `fallback`. */
export function logLevel(text: string | undefined, fallback: LogLevel): LogLevel {
  return LOG_LEVELS.find((level) => level === text) ?? fallback;
}
