// WebContents: the page of a window as the app sees it, with its IPC.
import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from './app.mjs';
import { record } from './calls.mjs';
import { IpcMain } from './ipc.mjs';
import { NativeImage } from './native-image.mjs';
import { nativeTheme } from './native-theme.mjs';
import { PageIpc } from './page-ipc.mjs';
import { PageLink } from './page-link.mjs';
import { readPreload } from './preload.mjs';
import { fromChromium, originOf, respond, toChromium } from './protocol.mjs';
import { session } from './session.mjs';
import { settings } from './settings.mjs';
import { createEvent, state } from './state.mjs';

const LEVELS = { error: 'error', warning: 'warning', debug: 'debug', assert: 'error' };

let lastId = 0;

/** The frame a message comes from. Only the main frame has a preload, so there is one per page. */
function createMainFrame(contents) {
  return {
    routingId: contents.id,
    processId: contents.id,
    frameTreeNodeId: contents.id,
    name: '',
    parent: null,
    frames: [],
    get top() {
      return contents.mainFrame;
    },
    get url() {
      return contents.getURL();
    },
    get origin() {
      return originOf(contents.getURL());
    },
    isDestroyed: () => contents.isDestroyed(),
  };
}

export class WebContents extends EventEmitter {
  #link;
  #page;
  #ipc = new PageIpc(this, (message) => this.#page?.deliver(message) ?? false);
  #openHandler = () => ({ action: 'deny' });
  session = session.defaultSession;
  ipc = new IpcMain();

  constructor(window, options) {
    super();
    this.setMaxListeners(0);
    lastId += 1;
    this.id = lastId;
    this.window = window;
    this.mainFrame = createMainFrame(this);
    state.contents.set(this.id, this);
    this.#link = this.#open(options);
    this.#link.catch((error) => app.isGone() || console.error('A window could not be opened.', error));
    app.emit('web-contents-created', createEvent(), this);
  }

  async #open(options) {
    await app.whenReady();
    const preload = readPreload(options.webPreferences);
    if (preload.error) {
      console.error(`Unable to load preload script: ${preload.path}\n${preload.error}`);
      this.emit('preload-error', createEvent(), preload.path, preload.error);
    }
    const page = await PageLink.open(state.browser, {
      placement: options,
      preload,
      patterns: [{ urlPattern: '*', resourceType: 'Document' }, { urlPattern: 'http://*.localhost/*' }],
      answers: {
        request: respond,
        mayNavigate: (url, isMainFrame) => this.#mayNavigate(fromChromium(url), isMainFrame),
      },
    });
    this.#page = page;
    this.#listen(page);
    await page.prefer(nativeTheme.shouldUseDarkColors ? 'dark' : 'light');
    return page;
  }

  #listen(page) {
    page.on('message', (message) => this.#ipc.receive(message));
    page.on('dom-ready', () => this.emit('dom-ready', createEvent()));
    page.on('loaded', () => this.emit('did-finish-load', createEvent()));
    page.on('navigated', (url) => {
      this.#ipc.closePorts();
      this.emit('did-navigate', createEvent(), fromChromium(url));
    });
    page.on('console', (call) => this.#console(call));
    page.on('window-open', (details) => this.#windowOpen(details));
    page.on('request-failed', (url, error) => console.error(`No answer for ${fromChromium(url)}:`, error));
    page.on('crashed', () => {
      const details = { reason: 'crashed', exitCode: 1 };
      this.emit('render-process-gone', createEvent(), details);
      app.emit('render-process-gone', createEvent(), this, details);
    });
    page.on('gone', () => this.window.destroy());
  }

  #console({ type, args, stackTrace }) {
    const message = args.map((argument) => argument.value ?? argument.description).join(' ');
    const { lineNumber = 0, url = '' } = stackTrace?.callFrames[0] ?? {};
    if (settings.log) console.error(`[page ${this.id}] ${type}: ${message}`);
    const level = LEVELS[type] ?? 'info';
    this.emit('console-message', createEvent({ level, message, lineNumber, sourceId: url }));
  }

  #mayNavigate(url, isMainFrame) {
    const event = createEvent({ url, isMainFrame, frame: this.mainFrame, isSameDocument: false });
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event, url);
    record('webContents.navigation', url, !event.defaultPrevented);
    return !event.defaultPrevented;
  }

  #windowOpen({ url, windowName, windowFeatures }) {
    const asked = {
      url: fromChromium(url),
      frameName: windowName,
      features: windowFeatures.join(','),
      disposition: 'new-window',
    };
    const { action } = this.#openHandler(asked);
    record('webContents.windowOpen', asked.url, action);
    if (action !== 'deny') console.error(`The Electron double opens no window for a page: ${asked.url}`);
  }

  setWindowOpenHandler(handler) {
    this.#openHandler = handler;
  }

  send(channel, ...args) {
    if (!this.#ipc.send(channel, args)) record('webContents.send to no document', channel);
  }

  postMessage(channel, value, transfer = []) {
    if (!this.#ipc.sendPorts(channel, value, transfer)) record('webContents.send to no document', channel);
  }

  async loadURL(url) {
    const page = await this.#link;
    try {
      await page.navigate(toChromium(url));
    } catch (error) {
      this.emit('did-fail-load', createEvent(), -2, error.message, url, true);
      throw new Error(`${error.message} loading '${url}'`, { cause: error });
    }
  }

  loadFile(path) {
    return this.loadURL(pathToFileURL(resolve(app.getAppPath(), path)).href);
  }

  async reload() {
    await (await this.#link).reload();
  }

  getURL() {
    return this.#page === undefined ? '' : fromChromium(this.#page.url);
  }

  getTitle() {
    return this.window.getTitle();
  }

  isDestroyed() {
    return !state.contents.has(this.id);
  }

  async executeJavaScript(script) {
    return (await this.#link).evaluate(script);
  }

  async capturePage() {
    return new NativeImage(await (await this.#link).screenshot());
  }

  close() {
    this.window.close();
  }

  /** The double's own: follows the window's bounds. */
  place(bounds) {
    this.#link.then((page) => page.place(bounds)).catch(() => undefined);
  }

  /** The double's own: follows the theme. */
  prefer(scheme) {
    this.#link.then((page) => page.prefer(scheme)).catch(() => undefined);
  }

  /** The double's own: the window is gone. */
  destroy() {
    state.contents.delete(this.id);
    this.#ipc.closePorts();
    this.emit('destroyed');
    this.#link.then((page) => page.close()).catch(() => undefined);
  }

  static getAllWebContents() {
    return [...state.contents.values()];
  }

  static fromId(id) {
    return state.contents.get(id);
  }

  static getFocusedWebContents() {
    return state.focused?.webContents ?? null;
  }

  static fromDevToolsTargetId(targetId) {
    return WebContents.getAllWebContents().find((contents) => contents.targetId === targetId);
  }

  /** The double's own: Chromium's name for the page. */
  get targetId() {
    return this.#page?.targetId;
  }
}
