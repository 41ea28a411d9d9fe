import { join } from 'node:path';
import { app, dialog, type WebContents } from 'electron';
import { createApp } from '#core/app.ts';
import { startControl } from '#core/control/control-server.ts';
import { pttOf, runPtt } from '#core/control/ptt.ts';
import { readRendererFiles } from '#core/hosting/renderer-files.ts';
import { toErrorData } from '#shared/base/errors.ts';
import type { Translate } from '#shared/i18n/words.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { followTheme } from './follow-theme.ts';
import { confinePages, denyPermissions } from './guards.ts';
import { createHud } from './hud/hud.ts';
import { openHudPlaces } from './hud/hud-places.ts';
import { openIpc } from './ipc.ts';
import { createIpcGate } from './ipc-gate.ts';
import { listenToKeys } from './keys/listen-to-keys.ts';
import { followLoginSetting, startsHidden } from './login-item.ts';
import { followMicrophoneAccess } from './microphone-access.ts';
import { createPageRoles } from './page-roles.ts';
import { openPortAudioLane } from './port-audio-lane.ts';
import { createElectronHost } from './ports/electron-ports.ts';
import { presentState } from './presence.ts';
import { createRelease, hideOnClose, quitCleanly } from './quit.ts';
import { reviveOnCrash } from './revive.ts';
import { createTray } from './tray/tray.ts';
import { createTrayCommands } from './tray/tray-commands.ts';
import { startAnewAfterUncaught } from './uncaught.ts';
import { bringUp, createAppWindow, createHudWindow, showView } from './windows.ts';
import { wordsFor } from './words.ts';

const inBuild = (...path: string[]): string => join(import.meta.dirname, '..', ...path);
const picture = (name: string): string => join(app.getAppPath(), 'resources', name);

async function start(): Promise<void> {
  const { ports, log } = await createElectronHost();
  const core = await createApp(ports);
  // Before there are windows: once closing one only hides it, nothing else ends the app.
  const closers: (() => void | Promise<void>)[] = [log.close, core.close];
  const release = createRelease(ports.clock, async () => {
    for (const close of closers.toReversed()) await close();
  });
  quitCleanly(release);
  const words = (): Translate => wordsFor(core.state.settings).t;
  startAnewAfterUncaught({ ...ports, events: process, release, words });
  const roles = createPageRoles();
  const giveAudio = (page: WebContents): void => core.bridge.attachAudio(openPortAudioLane(page));

  denyPermissions(roles);
  serveApp(await readRendererFiles(inBuild('renderer')));
  openIpc(createIpcGate({ ...ports, bridge: core.bridge, roles, onAudioPage: giveAudio }));

  closers.push(followTheme(core));
  const hudWindow = createHudWindow();
  roles.give(hudWindow.webContents, 'hud');
  const window = createAppWindow(picture('icon.png'));
  roles.give(window.webContents, 'window');
  hideOnClose(window);
  for (const shown of [hudWindow, window]) reviveOnCrash(shown, core, ports.clock);
  const { atLogin } = core.state.settings.desktop;
  if (!startsHidden(process.argv, atLogin)) window.once('ready-to-show', () => window.show());
  app.on('second-instance', (_event, argv) => {
    const ptt = pttOf(argv);
    if (ptt === undefined) bringUp(window);
    else void runPtt(core.bridge, ptt);
  });
  app.on('activate', () => bringUp(window));

  const run = createTrayCommands({ app: core, showView: (view) => showView(window, view) });
  const tray = createTray({ clock: ports.clock, pictures: picture('tray'), run });
  const places = await openHudPlaces(join(ports.folders.data, 'hud.json'), ports.log);
  const hud = createHud({ window: hudWindow, clock: ports.clock, places });
  closers.push(presentState({ app: core, hud, window, tray }));
  closers.push(listenToKeys({ ...ports, app: core, showWindow: () => bringUp(window) }));
  closers.push(followLoginSetting(core, ports.log));
  closers.push(followMicrophoneAccess(core));

  const control = await startControl({ app: core, folder: ports.folders.data, log: ports.log });
  closers.push(control.close);

  await core.start();
}

function giveUp(error: unknown): void {
  const { message, action = '' } = toErrorData(error);
  // The settings may be what could not be read.
  const { t } = wordsFor(DEFAULT_SETTINGS);
  dialog.showErrorBox(t('app:couldNotStart'), `${message}\n${action}`.trim());
  app.exit(1);
}

registerAppScheme();
app.enableSandbox();
confinePages();
// Wayland hands shortcuts out through a portal only.
if (process.platform === 'linux') app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
// Never awaited here: Electron becomes ready only after this file has been evaluated.
if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(giveUp);
else app.exit();
