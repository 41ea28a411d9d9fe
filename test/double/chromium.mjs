// Starting and ending the Chromium that shows the app's windows.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { Connection } from './cdp.mjs';
import { settings } from './settings.mjs';

const ALWAYS = [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-dev-shm-usage',
  '--disable-search-engine-choice-screen',
  '--disable-background-networking',
  '--disable-component-update',
  '--password-store=basic',
  '--use-mock-keychain',
  '--allow-file-access-from-files',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--hide-scrollbars',
  // Electron tells the main process when a page closes its end of a port; so must the page tell us.
  '--enable-blink-features=MessagePortCloseEvent',
];
const CLOSE_LIMIT_MS = 3000;

const sandboxFlags = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];

function microphoneFlags() {
  if (settings.microphone === undefined) return [];
  const file = settings.microphone && [`--use-file-for-fake-audio-capture=${settings.microphone}%noloop`];
  return ['--use-fake-device-for-media-stream', ...(file || [])];
}

function readEndpoint(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`Chromium ended with ${code} before it was ready.\n${text}`)),
    );
    child.stderr.setEncoding('utf8').on('data', function read(chunk) {
      text += chunk;
      const endpoint = /DevTools listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (!endpoint) return;
      child.stderr.off('data', read).resume();
      resolve(endpoint);
    });
  });
}

/**
 * Attaches to every new target while it still waits. Pages without an opener are the app's windows and are taken by who
 * ordered them; a page that a page opened is closed before it loads anything; workers just go ahead.
 */
async function watchTargets(connection) {
  connection.on('attached', (session) => {
    const { type, targetId, openerId } = session.targetInfo;
    if (type !== 'page') session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
    else if (openerId !== undefined)
      connection.send('Target.closeTarget', { targetId }).catch(() => undefined);
  });
  const held = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
  await connection.send('Target.setAutoAttach', held);
}

/**
 * Starts Chromium with the app's own switches. The pipe ends it when this process dies in whatever way; the port is for
 * Playwright, whose address is the `endpoint`.
 */
export async function launchChromium(appSwitches) {
  const executable = await findChromium();
  if (!executable) throw new Error('No Chromium found. Install one or set CHROMIUM to its path.');
  const profile = mkdtempSync(join(tmpdir(), 'electron-double-profile-'));
  const view = settings.headed ? ['--test-type'] : ['--headless'];
  const own = [...sandboxFlags, ...ALWAYS, ...view, ...microphoneFlags(), `--user-data-dir=${profile}`];
  const child = spawn(executable, [...appSwitches, ...own], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // Not the language of whoever runs the tests; on Linux Chromium asks nothing else for it.
    env: { ...process.env, LANGUAGE: 'en_US' },
  });
  const exited = once(child, 'exit').catch(() => undefined);
  const endpoint = await readEndpoint(child);
  const connection = new Connection(child.stdio[4], child.stdio[3]);
  await watchTargets(connection);

  /** Opens a frameless window: a running Chromium takes the request over from this second start. Headed only. */
  function openAppWindow() {
    const args = [...sandboxFlags, '--test-type', `--user-data-dir=${profile}`, '--app=data:text/html,'];
    spawn(executable, args, { stdio: 'ignore' });
  }

  /** Ends Chromium and removes its profile; waits at most CLOSE_LIMIT_MS before it insists. */
  async function close() {
    connection.send('Browser.close').catch(() => undefined);
    const insist = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_MS);
    await exited;
    clearTimeout(insist);
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }

  return { connection, endpoint, openAppWindow, close };
}
