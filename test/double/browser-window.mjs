// BrowserWindow: what a window is to the app. Its drawing is Chromium's; its place among other windows is only noted.
import { EventEmitter } from 'node:events';
import { app } from './app.mjs';
import { record } from './calls.mjs';
import { createEvent, state } from './state.mjs';
import { WebContents } from './web-contents.mjs';

let lastId = 0;

export class BrowserWindow extends EventEmitter {
  #options;
  #bounds;
  #isVisible;
  #isMinimized = false;
  #isOnTop;
  #title;

  constructor(options = {}) {
    super();
    this.setMaxListeners(0);
    lastId += 1;
    this.id = lastId;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#options = options;
    this.#bounds = { x, y, width, height };
    this.#isVisible = options.show !== false;
    this.#isOnTop = Boolean(options.alwaysOnTop);
    this.#title = options.title ?? app.name;
    state.windows.set(this.id, this);
    this.webContents = new WebContents(this, { ...options, ...this.#bounds });
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    app.emit('browser-window-created', createEvent(), this);
  }

  /** The double's own: what the app made it with. */
  get options() {
    return this.#options;
  }

  loadURL(url) {
    return this.webContents.loadURL(url);
  }

  loadFile(path) {
    return this.webContents.loadFile(path);
  }

  show() {
    this.showInactive();
    this.focus();
  }

  showInactive() {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.emit('show');
  }

  hide() {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.blur();
    this.emit('hide');
  }

  isVisible() {
    return this.#isVisible;
  }

  focus() {
    if (this.#options.focusable === false || state.focused === this) return;
    state.focused?.blur();
    state.focused = this;
    this.emit('focus');
    app.emit('browser-window-focus', createEvent(), this);
  }

  blur() {
    if (state.focused !== this) return;
    state.focused = null;
    this.emit('blur');
    app.emit('browser-window-blur', createEvent(), this);
  }

  isFocused() {
    return state.focused === this;
  }

  isFocusable() {
    return this.#options.focusable !== false;
  }

  setFocusable(focusable) {
    this.#options = { ...this.#options, focusable };
  }

  minimize() {
    this.#isMinimized = true;
    this.emit('minimize');
  }

  restore() {
    this.#isMinimized = false;
    this.emit('restore');
  }

  isMinimized() {
    return this.#isMinimized;
  }

  close() {
    if (this.isDestroyed()) return;
    const event = createEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy() {
    if (this.isDestroyed()) return;
    this.blur();
    state.windows.delete(this.id);
    this.webContents.destroy();
    this.emit('closed');
    app.windowClosed();
  }

  isDestroyed() {
    return !state.windows.has(this.id);
  }

  getBounds() {
    return { ...this.#bounds };
  }

  setBounds(bounds) {
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    const { x, y, width, height } = this.#bounds;
    if (x !== before.x || y !== before.y) this.emit('move');
    if (width !== before.width || height !== before.height) this.emit('resize');
    this.webContents.place(this.#bounds);
  }

  getSize() {
    return [this.#bounds.width, this.#bounds.height];
  }

  setSize(width, height) {
    this.setBounds({ width, height });
  }

  getPosition() {
    return [this.#bounds.x, this.#bounds.y];
  }

  setPosition(x, y) {
    this.setBounds({ x, y });
  }

  getTitle() {
    return this.#title;
  }

  setTitle(title) {
    this.#title = title;
  }

  isAlwaysOnTop() {
    return this.#isOnTop;
  }

  setAlwaysOnTop(flag, level) {
    this.#isOnTop = flag;
    record('BrowserWindow.setAlwaysOnTop', this.id, flag, level);
  }

  setIgnoreMouseEvents(ignore, options) {
    record('BrowserWindow.setIgnoreMouseEvents', this.id, ignore, options);
  }

  setVisibleOnAllWorkspaces(visible, options) {
    record('BrowserWindow.setVisibleOnAllWorkspaces', this.id, visible, options);
  }

  setSkipTaskbar(skip) {
    record('BrowserWindow.setSkipTaskbar', this.id, skip);
  }

  setContentProtection(enable) {
    record('BrowserWindow.setContentProtection', this.id, enable);
  }

  setMenu(menu) {
    record('BrowserWindow.setMenu', this.id, menu);
  }

  removeMenu() {
    this.setMenu(null);
  }

  setMenuBarVisibility(visible) {
    record('BrowserWindow.setMenuBarVisibility', this.id, visible);
  }

  moveTop() {
    record('BrowserWindow.moveTop', this.id);
  }

  flashFrame(flag) {
    record('BrowserWindow.flashFrame', this.id, flag);
  }

  static getAllWindows() {
    return [...state.windows.values()];
  }

  static getFocusedWindow() {
    return state.focused;
  }

  static fromId(id) {
    return state.windows.get(id) ?? null;
  }

  static fromWebContents(contents) {
    return contents?.window ?? null;
  }
}
