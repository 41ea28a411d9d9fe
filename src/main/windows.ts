import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  screen,
  type WebPreferences,
} from 'electron';
import { pageUrl } from './app-url.ts';

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

/** Exactly the pill: a window takes the clicks of what lies under it, also where nothing is drawn. */
const HUD_SIZE = { width: 296, height: 48 };

/** Between the HUD and the lower edge of the screen, pixels. */
const HUD_MARGIN = 36;

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
export function createHud(): BrowserWindow {
  const hud = createWindow('hud', {
    ...HUD_SIZE,
    show: false,
    title: 'Hark',
    frame: false,
    transparent: true,
    resizable: false,
    movable: false,
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

/** Shows the HUD at the lower edge of the screen that the pointer is on, without giving it the focus. */
export function showHud(hud: BrowserWindow): void {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  hud.setBounds({
    ...HUD_SIZE,
    x: Math.round(workArea.x + (workArea.width - HUD_SIZE.width) / 2),
    y: workArea.y + workArea.height - HUD_SIZE.height - HUD_MARGIN,
  });
  hud.showInactive();
}

/** Brings a window to the front, wherever it was. */
export function bringUp(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  app.focus({ steal: true });
}

/** Brings the window to the front with one of its views; the page follows its fragment. */
export function showView(window: BrowserWindow, view: 'talk' | 'settings'): void {
  window.loadURL(`${pageUrl('index')}#${view}`).catch(() => {});
  bringUp(window);
}

function createWindow(page: string, options: BrowserWindowConstructorOptions): BrowserWindow {
  const window = new BrowserWindow(options);
  // Loading fails only when the window is gone meanwhile.
  window.loadURL(pageUrl(page)).catch(() => {});
  return window;
}
