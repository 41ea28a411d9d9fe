import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineAddress, Ports, SecretName } from '#core/ports.ts';
import { METER_THREAD_URL } from '#engine/meter-thread-url.ts';
import { HarkError } from '#shared/base/errors.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

type LogEntry = { readonly level: 'error' | 'warn' | 'info' | 'debug'; readonly message: string };

/** Ports that only remember what was asked of them; the folders are real and temporary. */
export type FakePorts = Ports & {
  readonly clock: FakeClock;
  /** What stands in the settings file; `undefined` is no file. Set it before the app is made. */
  stored: unknown;
  readonly secretValues: Map<SecretName, string>;
  clipboardText: string;
  /** Every opened thing, e.g. `url https://example.org/`. */
  readonly opened: string[];
  readonly notified: { readonly title: string; readonly body: string }[];
  readonly logged: LogEntry[];
  /** How often an engine was asked for. */
  engineStarts: number;
  /** Removes the temporary folders. */
  dispose(): void;
};

export type FakePortsOptions = Partial<Pick<Ports, 'clock' | 'startEngine' | 'environment' | 'folders'>>;

/** With the fake clock unless another is given; without `startEngine` the engine cannot be started. */
export function createFakePorts(options: FakePortsOptions = {}): FakePorts {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hark-core-')));
  const log =
    (level: LogEntry['level']) =>
    (message: string): void => {
      ports.logged.push({ level, message });
    };
  const startEngine = options.startEngine ?? refuseEngine;
  const ports: FakePorts = {
    clock: (options.clock ?? createFakeClock()) as FakeClock,
    stored: undefined,
    secretValues: new Map(),
    clipboardText: '',
    opened: [],
    notified: [],
    logged: [],
    engineStarts: 0,
    log: { error: log('error'), warn: log('warn'), info: log('info'), debug: log('debug') },
    host: { name: 'terminal', version: '1.2.3', redact: (text) => text, lostLines: 0 },
    settings: {
      load: () => ports.stored,
      save: async (value) => {
        ports.stored = structuredClone(value);
      },
      setAside: () => join(root, 'settings.corrupt.json'),
      backups: () => [],
      backUp: async () => {},
    },
    secrets: {
      protection: 'memory',
      get: async (name) => ports.secretValues.get(name),
      set: async (name, value) => void ports.secretValues.set(name, value),
      clear: async (name) => void ports.secretValues.delete(name),
    },
    clipboard: {
      read: async () => ports.clipboardText,
      write: async (text) => {
        ports.clipboardText = text;
      },
    },
    open: {
      path: async (path) => void ports.opened.push(`path ${path}`),
      url: async (url) => void ports.opened.push(`url ${url}`),
      application: async (name) => {
        ports.opened.push(`application ${name}`);
        return name;
      },
    },
    notify: { show: (title, body) => void ports.notified.push({ title, body }) },
    startEngine: (signal) => {
      ports.engineStarts += 1;
      return startEngine(signal);
    },
    meterThread: METER_THREAD_URL,
    folders: options.folders ?? { data: join(root, 'data'), home: join(root, 'home') },
    environment: options.environment ?? {},
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
  return ports;
}

function refuseEngine(): Promise<EngineAddress> {
  return Promise.reject(new HarkError('unavailable', 'The test gave no engine.'));
}
