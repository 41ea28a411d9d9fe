import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { waitUntil } from './wait-until.ts';

const DOUBLE = resolve(
  import.meta.dirname,
  '../double',
  process.platform === 'win32' ? 'electron.cmd' : 'electron',
);
const ROOT = resolve(import.meta.dirname, '../..');

/** What a person does with the desktop around the app; see test/double/control.mjs. */
type Person = {
  press(accelerator: string): void;
  clickTray(event?: 'click' | 'right-click' | 'double-click'): void;
  trayMenu(idOrLabel: string): void;
  trayItem(idOrLabel: string): TrayItem;
  trayToolTip(): string;
  answerNextDialog(answer: unknown): void;
  clickNotification(): void;
  power(event: string): void;
  systemTheme(scheme: 'dark' | 'light'): void;
  calls(api: string): { api: string; args: unknown[] }[];
  // The double's only: what an attacker could try.
  windowOptions(): { title: string; webPreferences: Record<string, unknown> }[];
  permission(page: string, permission: string, details: object): { check: boolean; request: boolean };
  channels(): string[];
  invokeAs(call: ForgedCall): unknown;
  stopsWebview(page: string): boolean;
  statuses(urls: readonly string[]): number[];
};

/** A message to the main process that pretends to come from a page and a frame. */
export type ForgedCall = {
  readonly channel: string;
  readonly page: string;
  readonly frame: { readonly url: string; readonly parent: object | null } | null;
  readonly args: readonly unknown[];
};

type TrayItem = { label: string; enabled: boolean; checked: boolean; visible: boolean };

/** A running desktop app, whatever executable runs it. */
export type Desktop = {
  readonly electron: ElectronApplication;
  /** The page whose address contains `name`, once it has loaded. */
  page(name: string): Promise<Page>;
  /** Does one thing in the person's place, or reads what the app asked of the desktop. */
  person<K extends keyof Person>(action: K, ...args: Parameters<Person[K]>): Promise<ReturnType<Person[K]>>;
  /** Starts the app once more on the same data, with these arguments; resolves when that one has ended. */
  startAgain(...args: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

export type DesktopOptions = {
  /** The app's folder; the project's by default, whose bundles must be built. */
  app?: string;
  /** A WAV file that plays as the microphone (mono, 16 bit, 48 kHz is best). Without one Chromium beeps. */
  microphone?: string;
  /** Where the app keeps its data; a temporary folder by default, removed at the end. */
  userData?: string;
  env?: Record<string, string>;
  /** A machine that Hark has never run on; otherwise its first run is over. Only where `userData` is not given. */
  isFresh?: boolean;
};

/** Starts the app in the Electron binary that HARK_ELECTRON names, or in the project's own double. */
export async function launchDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const ownData = options.userData === undefined ? await mkdtemp(join(tmpdir(), 'hark-desktop-')) : undefined;
  const userData = options.userData ?? ownData ?? '';
  // A file without a word on the first run is from before there was one.
  if (ownData !== undefined && options.isFresh !== true)
    await writeFile(join(ownData, 'settings.json'), '{}');
  const command = commandLine(options, userData);
  const app = await electron.launch(command);

  async function page(name: string): Promise<Page> {
    const found = await waitUntil(
      () => app.windows().find((window) => window.url().includes(name)),
      `page ${name}`,
    );
    await found.waitForLoadState();
    return found;
  }

  async function close(): Promise<void> {
    await app.close();
    if (ownData !== undefined) await rm(ownData, { recursive: true, force: true });
  }

  return {
    electron: app,
    page,
    person: (action, ...args) =>
      app.evaluate((_electron, [name, given]) => Reflect.get(globalThis, '__double')[name](...given), [
        action,
        args,
      ] as const),
    async startAgain(...args) {
      const { executablePath, cwd, env } = command;
      await promisify(execFile)(executablePath, [...command.args, ...args], { cwd, env });
    },
    close,
  };
}

function commandLine({ app = ROOT, microphone = '', env = {} }: DesktopOptions, userData: string) {
  const real = process.env.HARK_ELECTRON;
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  if (real === undefined) {
    const doubled = { HARK_DOUBLE_MIC: microphone, HARK_DOUBLE_USERDATA: userData };
    return { executablePath: DOUBLE, args: ['.'], cwd: app, env: { ...inherited, ...doubled, ...env } };
  }
  const recorder = join(import.meta.dirname, 'electron-recorder.cjs');
  const wav = microphone === '' ? [] : [`--use-file-for-fake-audio-capture=${microphone}%noloop`];
  const media = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', ...wav];
  const args = ['-r', recorder, `--user-data-dir=${userData}`, ...media, '.'];
  return { executablePath: real, args, cwd: app, env: { ...inherited, ...env } };
}
