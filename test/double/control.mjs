// `__double`: what a test does in the person's place, and what it may look at. Reached by `electronApp.evaluate`.
import { recorded } from './calls.mjs';
import { answerNextDialog, clickNotification, powerMonitor, pressShortcut, screen } from './desktop.mjs';
import { nativeTheme } from './native-theme.mjs';
import { onlyTray } from './tray-and-menu.mjs';

function findTrayItem(idOrLabel) {
  const fits = ({ id, label }) => id === idOrLabel || label === idOrLabel;
  const item = onlyTray().contextMenu?.find(fits);
  if (!item) throw new Error(`The tray menu has no item ${idOrLabel}.`);
  return item;
}

export const control = {
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
