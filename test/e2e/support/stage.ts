import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';
import { forkNode, launchEngine } from '#engine/launch.ts';
import { createClock } from '#shared/base/clock.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings/settings.ts';
import { type Desktop, launchDesktop } from '../../support/desktop-driver.ts';
import { createWireWitness, type WireWitness } from '../../support/wire-witness.ts';
import { keepWhatIsPlayed, TAP_BLOCK } from './loudspeaker.ts';
import { type Part, record, writeMicrophone } from './recording.ts';

/** One host of Hark with a microphone that plays a recording, an engine of its own, and a witness on the wire between them. */
export type Stage = {
  /** The window with the talk view. */
  readonly window: Page;
  /** The page that plays and records; the window itself in the browser. */
  readonly audioPage: Page;
  readonly witness: WireWitness;
  /** Length of the recording, ms. */
  readonly recordingMs: number;
  /** Addresses that the host was made to open. */
  opened(): Promise<readonly string[]>;
  close(): Promise<void>;
};

/** `restart` ends the host as a person would, and starts it again on the same folder, with the page on its new address. */
export type WebStage = Stage & { restart(): Promise<void> };

/** A desktop stage, with what a person does around its windows; after a `restart` these are new pages. */
export type DesktopStage = Stage & Pick<Desktop, 'person'> & { restart(): Promise<void> };

/** On a fresh machine Hark has never run; elsewhere its first run is over. */
export type Machine = { readonly isFresh?: boolean };

/** `settings` are what the person has changed; a fresh machine has none. */
type DesktopMachine = Machine & {
  readonly witnessed?: boolean;
  readonly env?: Record<string, string>;
  readonly settings?: Partial<Settings>;
};

export type StartStage = (recording: readonly Part[]) => Promise<Stage>;

const ROOT = resolve(import.meta.dirname, '../../..');

type Backstage = {
  readonly folder: string;
  readonly witness: WireWitness;
  readonly microphone: string;
  readonly recordingMs: number;
  close(): Promise<void>;
};

async function prepare(recording: readonly Part[]): Promise<Backstage> {
  const folder = await mkdtemp(join(tmpdir(), 'hark-e2e-'));
  const samples = await record(recording);
  const engine = await launchEngine({ clock: createClock(globalThis), fork: forkNode });
  const witness = await createWireWitness(engine);
  return {
    folder,
    witness,
    microphone: await writeMicrophone(folder, samples),
    recordingMs: samples.length / 24,
    async close() {
      await witness.close();
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `hark serve` and its page in a real Chromium. */
export async function startWeb(
  recording: readonly Part[],
  { isFresh = false }: Machine = {},
): Promise<WebStage> {
  const backstage = await prepare(recording);
  const { folder, witness, microphone } = backstage;
  const opener = await createOpener(folder);
  if (!isFresh) await writeSettings(join(folder, 'data'), {});
  const serve = (): ChildProcess =>
    spawn(process.execPath, ['src/cli/main.ts', 'serve', '--json', '--endpoint', witness.url], {
      cwd: ROOT,
      env: { ...process.env, HARK_DATA: join(folder, 'data'), PATH: `${opener.folder}:${process.env.PATH}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  let host = serve();
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM === undefined ? {} : { executablePath: process.env.CHROMIUM }),
    args: [
      '--no-sandbox',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}%noloop`,
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
    ],
  });
  const window = await browser.newPage({ viewport: { width: 960, height: 680 }, locale: 'en-US' });
  await window.addInitScript(keepWhatIsPlayed, TAP_BLOCK);
  const goToHost = async (): Promise<void> => {
    await window.goto((JSON.parse(await firstLine(host)) as { url: string }).url);
  };
  await goToHost();
  return {
    ...backstage,
    window,
    audioPage: window,
    opened: opener.opened,
    async restart() {
      await ended(host);
      host = serve();
      await goToHost();
    },
    async close() {
      await browser.close();
      await ended(host);
      await backstage.close();
    },
  };
}

/**
 * The Electron bundles, under the project's double or the binary that HARK_ELECTRON names. Without `witnessed` the app starts its
 * own engine, as it does for a new user.
 */
export async function startDesktop(
  recording: readonly Part[],
  { isFresh = false, witnessed = !isFresh, env = {}, settings = {} }: DesktopMachine = {},
): Promise<DesktopStage> {
  const backstage = await prepare(recording);
  const { folder, witness, microphone } = backstage;
  const userData = join(folder, 'data');
  const own = witnessed ? ({ kind: 'custom', url: witness.url } as const) : {};
  const endpoint = { ...DEFAULT_SETTINGS.endpoint, ...own };
  if (!isFresh) await writeSettings(userData, { endpoint, ...settings });
  const launch = async () => {
    const desktop = await launchDesktop({ microphone, userData, env });
    const [window, hud] = [await desktop.page('index.html'), await desktop.page('hud.html')];
    await hud.addInitScript(keepWhatIsPlayed, TAP_BLOCK);
    await hud.reload();
    return { desktop, window, hud };
  };
  let app = await launch();
  return {
    ...backstage,
    get window() {
      return app.window;
    },
    get audioPage() {
      return app.hud;
    },
    person: (action, ...args) => app.desktop.person(action, ...args),
    async restart() {
      await app.desktop.close();
      app = await launch();
    },
    async opened() {
      const calls = await app.desktop.person('calls', 'shell.openExternal');
      return calls.map(({ args }) => String(args[0]));
    },
    async close() {
      await app.desktop.close();
      await backstage.close();
    },
  };
}

async function writeSettings(folder: string, changes: Partial<Settings>): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...DEFAULT_SETTINGS, ...changes }));
}

/** Stands where the system's opener is looked for, and writes down what it is asked to open. */
async function createOpener(
  parent: string,
): Promise<{ folder: string; opened(): Promise<readonly string[]> }> {
  const folder = join(parent, 'bin');
  const log = join(parent, 'opened.txt');
  await mkdir(folder);
  await writeFile(log, '');
  for (const name of ['xdg-open', 'open']) {
    const program = join(folder, name);
    await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" >> '${log}'\n`);
    await chmod(program, 0o755);
  }
  return {
    folder,
    opened: async () =>
      (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '' && line !== '--'),
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The host has no output to read.');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('The host ended without a line.');
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
