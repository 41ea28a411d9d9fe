// `__double`: what a test does in the person's place, and what it may look at. Reached by `electronApp.evaluate`.
import { recorded } from './calls.mjs';
import { answerNextDialog, clickNotification, powerMonitor, pressShortcut, screen } from './desktop.mjs';
import { ipcMain } from './ipc.mjs';
import { nativeTheme } from './native-theme.mjs';
import { respond, toChromium } from './protocol.mjs';
import { session } from './session.mjs';
import { createEvent, state } from './state.mjs';
import { onlyTray } from './tray-and-menu.mjs';

function findTrayItem(idOrLabel) {
  const fits = ({ id, label }) => id === idOrLabel || label === idOrLabel;
  const item = onlyTray().contextMenu?.find(fits);
  if (!item) throw new Error(`The tray menu has no item ${idOrLabel}.`);
  return item;
}

function contentsOf(page) {
  return [...state.contents.values()].find((contents) => contents.getURL().includes(page));
}

/** What an attacker could try, for test/e2e/security.test.ts. The real Electron has no such doors. */
const attacks = {
  /** The options that each window was made with. */
  windowOptions: () => [...state.windows.values()].map(({ options }) => options),
  /** What the app's two permission handlers answer to a page; `details` overrides those of its main frame. */
  async permission(page, permission, details) {
    const contents = contentsOf(page);
    return {
      check: session.defaultSession.check(contents, permission, details),
      request: await session.defaultSession.request(contents, permission, details),
    };
  },
  /** The channels that the app listens to. */
  channels: () => ipcMain.channels(),
  /** Calls a channel's handler as from a page and a frame of one's own making; an unknown page is a stranger. */
  invokeAs({ channel, page, frame, args }) {
    const stranger = { id: -1, send() {}, isDestroyed: () => false, once() {} };
    return ipcMain.handlerOf(channel)({ sender: contentsOf(page) ?? stranger, senderFrame: frame }, ...args);
  },
  /** Whether the app stops a page from embedding another one. */
  stopsWebview(page) {
    const event = createEvent();
    contentsOf(page).emit('will-attach-webview', event, {}, {});
    return event.defaultPrevented;
  },
  /** The status of the app's answer to each address of its scheme; 0 for one that never reaches it. */
  statuses: (urls) =>
    urls.map((url) => respond({ url: toChromium(url), method: 'GET', headers: {} })?.status ?? 0),
};

export const control = {
  ...attacks,
  /** Presses a global hotkey the app has registered. */
  press: pressShortcut,
  /** Clicks the tray icon; `event` is `click`, `right-click` or `double-click`. */
  clickTray(event = 'click') {
    const tray = onlyTray();
    tray.emit(event, {}, tray.getBounds(), { x: 0, y: 0 });
  },
  /** Chooses an item of the tray's menu by its id or label. */
  trayMenu(idOrLabel) {
    findTrayItem(idOrLabel).click();
  },
  /** An item of the tray's menu as plain data. */
  trayItem(idOrLabel) {
    const { label, enabled, checked, visible } = findTrayItem(idOrLabel);
    return { label, enabled, checked, visible };
  },
  trayToolTip: () => onlyTray().toolTip,
  answerNextDialog,
  clickNotification,
  /** `suspend`, `resume`, `lock-screen`, … */
  power: (event) => powerMonitor.emit(event),
  /** `display-added`, `display-removed`, `display-metrics-changed` */
  display: (event) => screen.emit(event, {}, screen.getPrimaryDisplay(), []),
  systemTheme: (scheme) => nativeTheme.setSystem(scheme),
  /** The recorded calls of one API, such as `shell.openExternal`, or of all. */
  calls: recorded,
};
