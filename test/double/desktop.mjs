// The desktop around the app: hotkeys, opening things, dialogs, clipboard, notifications, power. Recorded, not shown.
import { EventEmitter } from 'node:events';
import { record } from './calls.mjs';
import { settings } from './settings.mjs';

const MODIFIER = /^(Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)$/i;
const NAMED_KEY =
  /^(Plus|Space|Tab|Capslock|Numlock|Scrolllock|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc|VolumeUp|VolumeDown|VolumeMute|MediaNextTrack|MediaPreviousTrack|MediaStop|MediaPlayPause|PrintScreen|F([1-9]|1\d|2[0-4])|num([0-9]|dec|add|sub|mult|div))$/i;
const CHARACTER_KEY = /^[!-~]$/;

function isAccelerator(text) {
  const parts = text.split('+');
  const key = parts.pop();
  return parts.every((part) => MODIFIER.test(part)) && (NAMED_KEY.test(key) || CHARACTER_KEY.test(key));
}

const shortcuts = new Map();

export const globalShortcut = {
  register(accelerator, callback) {
    if (!isAccelerator(accelerator)) {
      throw new TypeError(`Error processing argument at index 0, conversion failure from ${accelerator}`);
    }
    if (shortcuts.has(accelerator) || settings.takenShortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, callback);
    return true;
  },
  isRegistered: (accelerator) => shortcuts.has(accelerator),
  unregister: (accelerator) => {
    shortcuts.delete(accelerator);
  },
  unregisterAll: () => shortcuts.clear(),
};

/** Presses a hotkey. Throws when the app has not registered it. */
export function pressShortcut(accelerator) {
  const callback = shortcuts.get(accelerator);
  if (!callback)
    throw new Error(`No hotkey ${accelerator}. There are: ${[...shortcuts.keys()].join(', ') || 'none'}.`);
  callback();
}

export const shell = {
  openExternal: async (url) => record('shell.openExternal', url),
  openPath: async (path) => {
    record('shell.openPath', path);
    return '';
  },
  showItemInFolder: (path) => record('shell.showItemInFolder', path),
  trashItem: async (path) => record('shell.trashItem', path),
  beep: () => record('shell.beep'),
};

const answers = [];

/** What the person will answer to the next dialog. */
export function answerNextDialog(answer) {
  answers.push(answer);
}

/** Dialogs take `(window?, options)`; without a prepared answer the person closes them. */
function showDialog(api, closed) {
  return async (...args) => {
    record(api, args.at(-1));
    return answers.shift() ?? closed;
  };
}

export const dialog = {
  showMessageBox: showDialog('dialog.showMessageBox', { response: 0, checkboxChecked: false }),
  showOpenDialog: showDialog('dialog.showOpenDialog', { canceled: true, filePaths: [] }),
  showSaveDialog: showDialog('dialog.showSaveDialog', { canceled: true, filePath: '' }),
  showErrorBox: (title, content) => record('dialog.showErrorBox', title, content),
};

let clipboardText = '';

export const clipboard = {
  readText: () => clipboardText,
  writeText: (text) => {
    clipboardText = text;
    record('clipboard.writeText', text);
  },
  clear: () => {
    clipboardText = '';
  },
};

const notifications = [];

export class Notification extends EventEmitter {
  constructor(options = {}) {
    super();
    Object.assign(this, options);
  }

  static isSupported() {
    return true;
  }

  show() {
    record('Notification.show', { title: this.title, body: this.body });
    notifications.push(this);
    this.emit('show');
  }

  close() {
    this.emit('close');
  }
}

/** Clicks the newest notification. Throws when there is none. */
export function clickNotification() {
  const newest = notifications.at(-1);
  if (!newest) throw new Error('The app has shown no notification.');
  newest.emit('click');
}

const DISPLAY = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 24, width: 1920, height: 1056 },
  workAreaSize: { width: 1920, height: 1056 },
  size: { width: 1920, height: 1080 },
  scaleFactor: 1,
  rotation: 0,
};

class Screen extends EventEmitter {
  getPrimaryDisplay = () => DISPLAY;
  getAllDisplays = () => [DISPLAY];
  getCursorScreenPoint = () => ({ x: 960, y: 540 });
  getDisplayNearestPoint = () => DISPLAY;
  getDisplayMatching = () => DISPLAY;
}

export const screen = new Screen();

class PowerMonitor extends EventEmitter {
  getSystemIdleTime = () => 0;
  getSystemIdleState = () => 'active';
  isOnBatteryPower = () => false;
}

export const powerMonitor = new PowerMonitor();

class SystemPreferences extends EventEmitter {
  getMediaAccessStatus = () => 'granted';
  askForMediaAccess = async () => true;
  isTrustedAccessibilityClient = () => true;
  getAnimationSettings = () => ({ prefersReducedMotion: false });
}

export const systemPreferences = new SystemPreferences();
