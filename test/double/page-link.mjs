// One window's page in Chromium: attached, given its preload, and connected to the main process.
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { isolatedWorldScript, mainWorldScript } from './page/scripts.mjs';
import { settings } from './settings.mjs';

const SHOWN_POLL_MS = 20;
const WORLD = 'electron-preload';
const SECRET = randomBytes(9).toString('hex');
const BINDING = `double_post_${SECRET}`;
const RECEIVER = `double_receive_${SECRET}`;

let opening = Promise.resolve();

/** Opens one page after another, so that windows keep the order in which the app made them. */
async function openPage(browser, { width, height, show }) {
  const { connection } = browser;
  const attached = new Promise((resolve) => {
    connection.on('attached', function listen(session) {
      const { type, openerId } = session.targetInfo;
      if (type !== 'page' || openerId !== undefined) return;
      connection.off('attached', listen);
      resolve(session);
    });
  });
  if (settings.headed) {
    browser.openAppWindow();
  } else {
    const background = show === false;
    const page = { url: 'about:blank', newWindow: true, width, height, background };
    await connection.send('Target.createTarget', page);
  }
  return attached;
}

/**
 * Emits `message` (from the preload's world), `navigated`, `dom-ready`, `loaded`, `console`, `window-open`, `crashed`, `gone`.
 * `answers.request(request)` may give a Response to a page's request; `answers.mayNavigate(url, isMainFrame)` is asked
 * before a page goes somewhere by itself.
 */
export class PageLink extends EventEmitter {
  #browser;
  #session;
  #answers;
  #mainFrame;
  #context;
  #expected;
  #url = '';

  constructor(browser, session, answers) {
    super();
    this.#browser = browser;
    this.#session = session;
    this.#answers = answers;
  }

  /** Opens a page after those before it; `placement` has bounds, `show` and `transparent`. */
  static open(browser, { placement, preload, answers, patterns }) {
    const link = opening.then(async () => {
      const session = await openPage(browser, placement);
      const page = new PageLink(browser, session, answers);
      await page.#prepare(placement, preload, patterns);
      return page;
    });
    opening = link.catch(() => undefined);
    return link;
  }

  get targetId() {
    return this.#session.targetInfo.targetId;
  }

  get url() {
    return this.#url;
  }

  async #prepare(placement, preload, patterns) {
    const session = this.#session;
    this.#listen();
    const { source, path, info } = preload;
    const names = { channel: SECRET, binding: BINDING, receiver: RECEIVER };
    const world = isolatedWorldScript({
      ...names,
      processInfo: info,
      preloadSource: source,
      preloadPath: path,
    });
    const onNewDocument = 'Page.addScriptToEvaluateOnNewDocument';
    const commands = [
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      session.send(onNewDocument, { source: mainWorldScript(SECRET) }),
      session.send(onNewDocument, { source: world, worldName: WORLD }),
      session.send('Fetch.enable', { patterns }),
    ];
    await Promise.all(commands);
    await session.send('Runtime.runIfWaitingForDebugger');
    if (settings.headed) await this.#untilShown();
    const { frameTree } = await session.send('Page.getFrameTree');
    this.#mainFrame = frameTree.frame.id;
    await this.place(placement);
    if (placement.transparent) {
      const color = { r: 0, g: 0, b: 0, a: 0 };
      await session.send('Emulation.setDefaultBackgroundColorOverride', { color });
    }
  }

  /**
   * A window on the display starts by loading an empty page of its own, whose load must not be taken for the app's. Chromium
   * holds such windows or not, so the load may be over already and is asked for.
   */
  async #untilShown() {
    const state = () => this.evaluate('location.protocol + document.readyState').catch(() => 'not yet');
    while ((await state()) !== 'data:complete') await wait(SHOWN_POLL_MS);
  }

  #listen() {
    const session = this.#session;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const isOurs = context.name === WORLD && context.auxData?.frameId === this.#mainFrame;
      if (isOurs) this.#context = context.id;
    });
    session.on('Runtime.executionContextsCleared', () => {
      this.#context = undefined;
    });
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === BINDING) this.emit('message', JSON.parse(payload));
    });
    session.on('Runtime.consoleAPICalled', (call) => this.emit('console', call));
    session.on('Page.domContentEventFired', () => this.emit('dom-ready'));
    session.on('Page.loadEventFired', () => this.emit('loaded'));
    session.on('Page.frameNavigated', ({ frame }) => this.#navigated(frame));
    session.on('Page.windowOpen', (details) => this.emit('window-open', details));
    session.on('Inspector.targetCrashed', () => this.emit('crashed'));
    session.on('Fetch.requestPaused', (paused) => this.#answer(paused));
    session.on('detached', () => this.emit('gone'));
  }

  #navigated(frame) {
    if (frame.parentId) return;
    this.#url = frame.url;
    this.emit('navigated', frame.url);
  }

  async #answer({ requestId, request, resourceType, frameId }) {
    const session = this.#session;
    const url = request.url + (request.urlFragment ?? '');
    try {
      if (resourceType === 'Document' && !this.#isWanted(url, frameId)) {
        await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
        return;
      }
      const response = await this.#answers.request(request);
      if (response) await this.#fulfil(requestId, response);
      else await session.send('Fetch.continueRequest', { requestId });
    } catch (error) {
      this.emit('request-failed', url, error);
      await session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => undefined);
    }
  }

  /** The app's own loadURL and a reload go ahead; what the page itself starts is asked about. */
  #isWanted(url, frameId) {
    const isMainFrame = frameId === this.#mainFrame;
    if (isMainFrame && (url === this.#expected || url === this.#url)) return true;
    return this.#answers.mayNavigate(url, isMainFrame);
  }

  async #fulfil(requestId, response) {
    const body = Buffer.from(await response.arrayBuffer()).toString('base64');
    const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
    const answer = { requestId, responseCode: response.status, responseHeaders, body };
    await this.#session.send('Fetch.fulfillRequest', answer);
  }

  /** Gives the preload's world a message. Lost, as in Electron, while no document with a preload is there. */
  deliver(message) {
    if (this.#context === undefined) return false;
    const call = {
      functionDeclaration: `function (text) { ${RECEIVER}(JSON.parse(text)); }`,
      executionContextId: this.#context,
      arguments: [{ value: JSON.stringify(message) }],
    };
    this.#session.send('Runtime.callFunctionOn', call).catch(() => undefined);
    return true;
  }

  /** Goes to an address and waits for its load event, which another fragment of the same page has not. Rejects with Chromium's error text. */
  async navigate(url) {
    this.#expected = url;
    const loaded = new Promise((resolve) => this.once('loaded', resolve));
    const { errorText, loaderId } = await this.#session.send('Page.navigate', { url });
    if (errorText) throw new Error(errorText);
    if (loaderId !== undefined) await loaded;
  }

  reload() {
    return this.#session.send('Page.reload');
  }

  /** Evaluates a script in the page's own world, as a person's gesture. */
  async evaluate(expression) {
    const how = { awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', { expression, ...how });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async screenshot() {
    const { data } = await this.#session.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }

  async place({ x, y, width, height }) {
    if (settings.headed) {
      const { connection } = this.#browser;
      const { windowId } = await connection.send('Browser.getWindowForTarget', { targetId: this.targetId });
      const bounds = { left: x, top: y, width, height };
      await connection.send('Browser.setWindowBounds', { windowId, bounds });
    } else {
      const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
      await this.#session.send('Emulation.setDeviceMetricsOverride', metrics);
    }
  }

  prefer(scheme) {
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    return this.#session.send('Emulation.setEmulatedMedia', { features });
  }

  close() {
    return this.#browser.connection.send('Target.closeTarget', { targetId: this.targetId });
  }
}
