// What `import … from 'electron'` gives the app under the double. What is missing here does not exist for the app.
import { app } from './app.mjs';
import { BrowserWindow } from './browser-window.mjs';
import {
  clipboard,
  dialog,
  globalShortcut,
  Notification,
  powerMonitor,
  screen,
  shell,
  systemPreferences,
} from './desktop.mjs';
import { ipcMain, MessageChannelMain } from './ipc.mjs';
import { nativeImage } from './native-image.mjs';
import { nativeTheme } from './native-theme.mjs';
import { net, protocol } from './protocol.mjs';
import { safeStorage } from './safe-storage.mjs';
import { session } from './session.mjs';
import { Menu, MenuItem, Tray } from './tray-and-menu.mjs';
import { utilityProcess } from './utility-process.mjs';
import { WebContents as webContents } from './web-contents.mjs';

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
};

// biome-ignore lint/style/noDefaultExport: `import electron from 'electron'` is how electron-store reads it
export default {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
};
