import type { Clock } from '#shared/base/clock.ts';
import type { KeyProtection } from '#shared/bridge/state.ts';

/** Where settings are kept. Values are untrusted on the way in: the settings service validates them. */
export type SettingsBackend = {
  /** The stored object, or `undefined` when nothing was stored yet. Throws on an unreadable file. */
  load(): unknown;
  /** Replaces the stored object as a whole; resolves when it is on the disk. */
  save(value: Record<string, unknown>): Promise<void>;
  /** Moves an unreadable or invalid file aside and answers where it now is. */
  setAside(): string | undefined;
  /** What was stored at earlier starts and was good, newest first. Never throws: what cannot be read is left out. */
  backups(): readonly SettingsBackup[];
  /** What is stored now is good: it becomes the newest backup, of three, and room for saves is kept. Never rejects. */
  backUp(): Promise<void>;
};

/** `at`: when it was written, ms since the epoch. */
export type SettingsBackup = { readonly value: unknown; readonly at: number };

/** `openaiKey` is sent to OpenAI only; `serverKey` is bound to the one server it was entered for. */
export type SecretName = 'openaiKey' | 'serverKey';

/** Where keys are kept: ciphertext where the system can, in a file of its own, never in the settings. */
export type SecretStore = {
  readonly protection: KeyProtection;
  get(name: SecretName): Promise<string | undefined>;
  set(name: SecretName, value: string): Promise<void>;
  clear(name: SecretName): Promise<void>;
};

export type ClipboardPort = { read(): Promise<string>; write(text: string): Promise<void> };

/** Opens things on the person's computer. Each rejects with a HarkError that names what was missing. */
export type OpenPort = {
  /** An absolute path that was checked already; the system's default program opens it. */
  path(path: string): Promise<void>;
  /** An http(s) or mailto address that was checked already. */
  url(url: string): Promise<void>;
  /** An installed application by its display name; answers with the name that was started. */
  application(name: string): Promise<string>;
};

export type NotifyPort = { show(title: string, body: string): void };

/** A running offline engine; `token` opens its socket. */
export type EngineAddress = {
  readonly url: string;
  readonly token: string;
  /** Of its process, where the system gives one. */
  readonly pid?: number | undefined;
  /** Called once when the engine's process ends by itself. Returns the unsubscribe function. */
  onExit(listener: () => void): () => void;
  close(): Promise<void>;
};

export type LogPort = {
  error(message: string, detail?: unknown): void;
  warn(message: string, detail?: unknown): void;
  info(message: string, detail?: unknown): void;
  debug(message: string, detail?: unknown): void;
};

/** The program that runs, for reports about it. */
export type HostPort = {
  readonly name: 'desktop' | 'web' | 'terminal';
  /** Of Hark. */
  readonly version: string;
  /** Takes keys, credentials and the home folder out of a text, as the log does. */
  redact(text: string): string;
  /** Lines of the log that could not be written. */
  readonly lostLines: number;
};

/** What only a host can do. Each host fills these in a few lines; core never knows which host it runs in. */
export type Ports = {
  readonly clock: Clock;
  readonly log: LogPort;
  readonly host: HostPort;
  readonly settings: SettingsBackend;
  readonly secrets: SecretStore;
  readonly clipboard: ClipboardPort;
  readonly open: OpenPort;
  readonly notify: NotifyPort;
  readonly startEngine: (signal: AbortSignal) => Promise<EngineAddress>;
  /** A module whose `execute` hears samples and answers readings, for the meter of the settings. */
  readonly meterThread: URL;
  /** Absolute folders: where Hark keeps its own files, and the person's home. */
  readonly folders: { readonly data: string; readonly home: string };
  readonly environment: { readonly OPENAI_API_KEY?: string | undefined };
};
