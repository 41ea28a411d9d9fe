import { join } from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron';
import { pageUrl } from './app-url.ts';
import { HUD_SIZE } from './hud/hud.ts';
import type { TrayTarget } from './tray/tray-row.ts';

/** Written out, so that no default of another Electron version loosens them. */
const SAFE: WebPreferences = {
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  spellcheck: false,
};

/** The window people click in; quit.ts makes closing hide it. */
export function createAppWindow(icon: string): BrowserWindow {
  return createWindow('index', {
    width: 1040,
    height: 720,
    minWidth: 380,
    minHeight: 560,
    show: false,
    title: 'Hark',
    icon,
    autoHideMenuBar: true,
    webPreferences: SAFE,
  });
}

/** The small pill that owns the audio. It never takes the focus from the program in front, and lives as long as Hark. */
export function createHudWindow(): BrowserWindow {
  const hud = createWindow('hud', {
    ...HUD_SIZE,
    show: false,
    title: 'Hark',
    frame: false,
    transparent: true,
    resizable: false,
    focusable: false,
    skipTaskbar: true,
    hasShadow: false,
    alwaysOnTop: true,
    ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
    webPreferences: {
      ...SAFE,
      // Nobody clicks in it before it plays, and it plays while it is hidden.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  hud.setAlwaysOnTop(true, 'screen-saver');
  hud.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  return hud;
}

/** Brings a window to the front, wherever it was. */
export function bringUp(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  app.focus({ steal: true });
}

/** Brings the window to the front with one of its views; the page follows its fragment. */
export function showView(window: BrowserWindow, view: TrayTarget): void {
  window.loadURL(`${pageUrl('index')}#${view}`).catch(() => {});
  bringUp(window);
}

function createWindow(page: string, options: BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow(options);
  // Loading fails only when the window is gone meanwhile.
  window.loadURL(pageUrl(page)).catch(() => {});
  return window;
}
