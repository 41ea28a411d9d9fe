import { join } from 'node:path';
import type { LogEntry } from '#shared/bridge/log.ts';
import type { HostPort, LogPort, Ports } from '../ports.ts';
import { createLog, type LogSink, logLevel } from './log.ts';
import { createLogFile } from './log-file.ts';
import { createRedactor } from './redact.ts';

/** The log of one host: to the terminal, and to a file in the data folder. */
export type HostLog = {
  readonly log: LogPort;
  readonly host: HostPort;
  /** The same ports, whose keys and tokens the log never tells, whatever they look like. */
  protect(ports: Ports): Ports;
  /** Resolves when every line is in the file, or refused. Never rejects. */
  close(): Promise<void>;
};

export type HostLogParts = Pick<HostPort, 'name' | 'version'> & {
  /** Absolute folders, as in `Ports`. */
  readonly folders: Ports['folders'];
  /** What goes to the terminal without `HARK_LOG`; the file gets `info`, and more when that asks for more. */
  readonly threshold: 'error' | 'warn';
  readonly environment: { readonly HARK_LOG?: string | undefined };
  readonly print: (line: string) => void;
};

/** Where the log is, within the data folder. */
export const logFolder = (data: string): string => join(data, 'logs');

/** The file and its folder are made with the first line. */
export function createHostLog({ folders, environment, print, ...parts }: HostLogParts): HostLog {
  const { redact, hide } = createRedactor(folders.home);
  const threshold = logLevel(environment.HARK_LOG, parts.threshold);
  const terminal: LogSink = {
    threshold,
    stacks: threshold === 'debug',
    write: (level, message, detail) =>
      print(`hark ${level}: ${message}${detail === undefined ? '' : ` (${detail})`}`),
  };
  const file = createLogFile({
    folder: logFolder(folders.data),
    now: Date.now,
    onRefused: (error) => createLog(redact, [terminal]).warn('The log file cannot be written', error),
  });
  const from = `${parts.name}/${process.pid}`;
  const filed: LogSink = {
    threshold: threshold === 'debug' ? 'debug' : 'info',
    stacks: true,
    write(level, message, detail) {
      const entry: LogEntry = { at: new Date().toISOString(), level, from, message };
      file.write(JSON.stringify(detail === undefined ? entry : { ...entry, detail }));
    },
  };
  const host: HostPort = {
    name: parts.name,
    version: parts.version,
    redact,
    get lostLines() {
      return file.lost;
    },
  };
  return { log: createLog(redact, [terminal, filed]), host, protect: protectWith(hide), close: file.close };
}

const protectWith =
  (hide: (secret: string | undefined) => void) =>
  (ports: Ports): Ports => {
    const { secrets, startEngine, environment } = ports;
    /** A server's key is stored behind its origin (endpoint/keys.ts), and told without it. */
    const hideSecret = (value: string | undefined): void => {
      hide(value);
      hide(value?.trim().split(' ').at(-1));
    };
    hideSecret(environment.OPENAI_API_KEY);
    return {
      ...ports,
      secrets: {
        ...secrets,
        async get(name) {
          const value = await secrets.get(name);
          hideSecret(value);
          return value;
        },
        async set(name, value) {
          hideSecret(value);
          await secrets.set(name, value);
        },
      },
      async startEngine(signal) {
        const engine = await startEngine(signal);
        hide(engine.token);
        return engine;
      },
    };
  };
