import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings/settings.ts';
import { type Desktop, launchDesktop } from '../../test/support/desktop-driver.ts';
import { waitUntil } from '../../test/support/wait-until.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

/** Without cues, so that nothing but answers sounds. */
export const QUIET: Settings = { ...DEFAULT_SETTINGS, cues: { ...DEFAULT_SETTINGS.cues, play: 'off' } };

/** The built app under the Electron double, its session with a stand-in for the server. */
export type Desk = {
  readonly desktop: Desktop;
  readonly server: StandIn;
  /** Presses the global hotkey; answers when, ms since the epoch, by the clock of the app's main process. */
  pressKey(): Promise<number>;
  /** Waits until the tray's tool tip says so. */
  untilTray(word: string): Promise<void>;
  close(): Promise<void>;
};

/** `url` takes the place of the stand-in's. */
export async function openDesk(
  change: (settings: Settings) => Partial<Settings> = () => ({}),
  url?: string,
): Promise<Desk> {
  const server = await startStandIn();
  const userData = await mkdtemp(join(tmpdir(), 'hark-bench-'));
  const settings: Settings = {
    ...QUIET,
    endpoint: { ...DEFAULT_SETTINGS.endpoint, kind: 'custom', url: url ?? server.url },
  };
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ ...settings, ...change(settings) }));
  const desktop = await launchDesktop({ userData });
  return {
    desktop,
    server,
    pressKey: () =>
      desktop.electron.evaluate((_electron, key) => {
        const at = performance.timeOrigin + performance.now();
        Reflect.get(globalThis, '__double').press(key);
        return at;
      }, DEFAULT_SETTINGS.hotkeys.talk),
    async untilTray(word) {
      await waitUntil(
        async () => (await desktop.person('trayToolTip')).includes(word),
        `tray that says "${word}"`,
      );
    },
    async close() {
      await desktop.close();
      await server.close();
      await rm(userData, { recursive: true, force: true });
    },
  };
}
