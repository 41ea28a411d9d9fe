// `app`: start, quit, paths, and the things an app tells the system about itself.
import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { record } from './calls.mjs';
import { launchChromium } from './chromium.mjs';
import { settings } from './settings.mjs';
import { requestLock } from './single-instance.mjs';
import { createEvent, state } from './state.mjs';

/** Chromium's switches, as the app may set them before it is ready. */
class CommandLine {
  #switches = new Map();

  appendSwitch(name, value = '') {
    this.#switches.set(name, value);
  }

  hasSwitch(name) {
    return this.#switches.has(name);
  }

  getSwitchValue(name) {
    return this.#switches.get(name) ?? '';
  }

  removeSwitch(name) {
    this.#switches.delete(name);
  }

  /** The double's own: as Chromium takes them. */
  list() {
    return [...this.#switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  }
}

class App extends EventEmitter {
  #becomeReady;
  #whenReady = new Promise((resolve) => {
    this.#becomeReady = resolve;
  });
  #isReady = false;
  #isQuitting = false;
  #isGone = false;
  #folder = process.cwd();
  #version = '0.0.0';
  #paths = new Map();
  #loginItem = { openAtLogin: false };
  name = 'Electron';
  isPackaged = false;
  commandLine = new CommandLine();

  whenReady = () => this.#whenReady;
  isReady = () => this.#isReady;
  getName = () => this.name;
  getVersion = () => this.#version;
  getAppPath = () => this.#folder;
  getLocale = () => 'en-US';
  getPreferredSystemLanguages = () => ['en-US'];
  enableSandbox = () => undefined;

  setName(name) {
    this.name = name;
  }

  getPath(name) {
    const home = homedir();
    const data = settings.userData;
    const paths = {
      home,
      userData: data,
      sessionData: data,
      appData: dirname(data),
      logs: join(data, 'logs'),
      crashDumps: join(data, 'Crashpad'),
      temp: tmpdir(),
      exe: process.argv[0],
      desktop: join(home, 'Desktop'),
      documents: join(home, 'Documents'),
      downloads: join(home, 'Downloads'),
      music: join(home, 'Music'),
      pictures: join(home, 'Pictures'),
    };
    const path = this.#paths.get(name) ?? paths[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    if (name === 'userData') mkdirSync(path, { recursive: true });
    return path;
  }

  setPath(name, path) {
    this.#paths.set(name, path);
  }

  setAppUserModelId(id) {
    record('app.setAppUserModelId', id);
  }

  setAsDefaultProtocolClient(scheme) {
    record('app.setAsDefaultProtocolClient', scheme);
    return true;
  }

  setLoginItemSettings(item) {
    record('app.setLoginItemSettings', item);
    this.#loginItem = { ...this.#loginItem, ...item };
  }

  getLoginItemSettings = () => ({ ...this.#loginItem });

  requestSingleInstanceLock(additionalData = {}) {
    const note = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    return requestLock(this.getPath('userData'), note, (other) => {
      this.emit('second-instance', createEvent(), other.argv, other.workingDirectory, other.additionalData);
    });
  }

  focus() {
    record('app.focus');
  }

  relaunch() {
    record('app.relaunch');
  }

  /** before-quit, then every window's close, then will-quit; a listener may stop it at each. */
  quit() {
    if (this.#isQuitting || this.#isGone) return;
    this.#isQuitting = true;
    if (this.#mayQuit()) this.exit(0);
    else this.#isQuitting = false;
  }

  #mayQuit() {
    const before = createEvent();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return false;
    for (const window of state.windows.values()) {
      window.close();
      if (!window.isDestroyed()) return false;
    }
    const last = createEvent();
    this.emit('will-quit', last);
    return !last.defaultPrevented;
  }

  exit(code = 0) {
    if (this.#isGone) return;
    this.#isGone = true;
    this.emit('quit', createEvent(), code);
    for (const utility of state.utilities) utility.kill();
    const closed = state.browser?.close() ?? Promise.resolve();
    closed.then(
      () => process.exit(code),
      () => process.exit(code),
    );
  }

  /** The double's own: nothing more may happen to windows. */
  isGone() {
    return this.#isGone;
  }

  /** The double's own: a window went; the last one's going ends the app unless it listens for that. */
  windowClosed() {
    if (state.windows.size > 0 || this.#isGone || this.#isQuitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  /** The double's own: what the launcher knows about the app. */
  describe({ folder, manifest }) {
    this.#folder = folder;
    this.#version = manifest.version ?? this.#version;
    this.name = manifest.productName ?? manifest.name ?? this.name;
  }

  /** The double's own: starts Chromium and announces `ready`, after the main script has been evaluated. */
  async begin(switches) {
    if (this.#isGone) return;
    state.browser = await launchChromium([...switches, ...this.commandLine.list()]);
    state.browser.connection.on('close', () => this.exit(0));
    // Playwright waits for this line.
    process.stderr.write(`\nDevTools listening on ${state.browser.endpoint}\n`);
    this.emit('will-finish-launching');
    this.#isReady = true;
    this.#becomeReady();
    this.emit('ready', createEvent(), {});
  }
}

export const app = new App();

/** Prepares the app and answers with the function that lets it become ready. */
export function start({ folder, manifest, switches }) {
  app.describe({ folder, manifest });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.quit());
  const forChromium = switches.filter((entry) => !/^--(inspect|remote-debugging-port)/.test(entry));
  return () => app.begin(forChromium);
}
