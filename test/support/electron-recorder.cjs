// The `__double` of the real Electron: loaded with `-r` before the app, it notes what the app asks of the desktop and lets a
// test act in the person's place. The double has its own, test/double/control.mjs, with the same functions.
const electron = require('electron');

const calls = [];
const answers = [];
const shortcuts = new Map();
const trays = new Set();
const notifications = [];

function record(api, args) {
  calls.push({ api, args });
}

/** Replaces a method by one that notes the call and does nothing outside the app. */
function stub(target, [api, name], answer) {
  target[name] = (...args) => {
    record(`${api}.${name}`, args);
    return answer(args);
  };
}

/** Keeps a method as it is and looks at its calls. */
function observe(target, name, look) {
  const original = target[name];
  target[name] = function observed(...args) {
    look(this, args);
    return original.apply(this, args);
  };
}

stub(electron.shell, ['shell', 'openExternal'], async () => undefined);
stub(electron.shell, ['shell', 'openPath'], async () => '');
stub(electron.shell, ['shell', 'showItemInFolder'], () => undefined);
stub(electron.app, ['app', 'setAsDefaultProtocolClient'], () => true);
stub(electron.app, ['app', 'setLoginItemSettings'], () => undefined);
stub(
  electron.dialog,
  ['dialog', 'showMessageBox'],
  async () => answers.shift() ?? { response: 0, checkboxChecked: false },
);
stub(
  electron.dialog,
  ['dialog', 'showOpenDialog'],
  async () => answers.shift() ?? { canceled: true, filePaths: [] },
);
stub(
  electron.dialog,
  ['dialog', 'showSaveDialog'],
  async () => answers.shift() ?? { canceled: true, filePath: '' },
);

observe(electron.globalShortcut, 'register', (_target, [accelerator, callback]) =>
  shortcuts.set(accelerator, callback),
);
observe(electron.globalShortcut, 'unregister', (_target, [accelerator]) => shortcuts.delete(accelerator));
observe(electron.globalShortcut, 'unregisterAll', () => shortcuts.clear());
observe(electron.clipboard, 'writeText', (_target, args) => record('clipboard.writeText', args));
observe(electron.Notification.prototype, 'show', (notification) => {
  record('Notification.show', [{ title: notification.title, body: notification.body }]);
  notifications.push(notification);
});
observe(electron.Tray.prototype, 'setContextMenu', (tray, [menu]) => {
  trays.add(tray);
  tray.recordedMenu = menu;
});
observe(electron.Tray.prototype, 'setToolTip', (tray, [text]) => {
  trays.add(tray);
  tray.recordedToolTip = text;
});

function onlyTray() {
  const [tray] = trays;
  if (!tray) throw new Error('The app shows no tray icon.');
  return tray;
}

function findItem(menu, idOrLabel) {
  for (const item of menu?.items ?? []) {
    const found =
      item.id === idOrLabel || item.label === idOrLabel ? item : findItem(item.submenu, idOrLabel);
    if (found) return found;
  }
  return undefined;
}

function trayItem(idOrLabel) {
  const item = findItem(onlyTray().recordedMenu, idOrLabel);
  if (!item) throw new Error(`The tray menu has no item ${idOrLabel}.`);
  return item;
}

globalThis.__double = {
  press(accelerator) {
    const callback = shortcuts.get(accelerator);
    if (!callback)
      throw new Error(`No hotkey ${accelerator}. There are: ${[...shortcuts.keys()].join(', ') || 'none'}.`);
    callback();
  },
  clickTray(event = 'click') {
    onlyTray().emit(event, {}, onlyTray().getBounds(), { x: 0, y: 0 });
  },
  trayMenu(idOrLabel) {
    trayItem(idOrLabel).click();
  },
  trayItem(idOrLabel) {
    const { label, enabled, checked, visible } = trayItem(idOrLabel);
    return { label, enabled, checked, visible };
  },
  trayToolTip: () => onlyTray().recordedToolTip,
  answerNextDialog: (answer) => answers.push(answer),
  clickNotification() {
    const newest = notifications.at(-1);
    if (!newest) throw new Error('The app has shown no notification.');
    newest.emit('click');
  },
  power: (event) => electron.powerMonitor.emit(event),
  display: (event) => electron.screen.emit(event, {}, electron.screen.getPrimaryDisplay(), []),
  systemTheme: (scheme) => {
    electron.nativeTheme.themeSource = scheme;
  },
  calls: (api) => calls.filter((call) => api === undefined || call.api === api),
};
