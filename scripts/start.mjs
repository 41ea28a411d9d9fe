// `npm start`: sets up what is missing and opens the desktop app, or the same app in the browser where Electron cannot run.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ensureBuild } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { inRoot, projectNode, ROOT } from './lib/project.mjs';
import { forwardSignals, runScript, say } from './lib/run.mjs';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Why the desktop app cannot open here, in one sentence; undefined when it can. */
function whyNotDesktop(electron) {
  if (!hasDisplay) return 'There is no display here, so Hark runs as a web page instead of a desktop window.';
  if (!electron) return 'The Electron binary could not be fetched, so Hark opens in your browser instead.';
  return undefined;
}

/** This script ends with the app. Being asked to end is no failure; crashing is. */
function endWith(child) {
  forwardSignals(child);
  child.once('exit', (code, signal) => {
    const wasAsked = signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP';
    process.exitCode = wasAsked ? 0 : (code ?? 1);
  });
}

function openDesktop(electron) {
  say('• Opening the desktop app. Ctrl-C ends it.');
  // Chromium refuses its sandbox to root on Linux.
  const flags = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
  endWith(spawn(electron, [...flags, ROOT], { stdio: 'inherit' }));
}

function openInBrowser(url) {
  say(`\nHark is at ${url}\nCtrl-C ends it.`);
  if (!hasDisplay) return;
  const [program, ...args] = {
    darwin: ['open'],
    win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  }[process.platform] ?? ['xdg-open'];
  const opener = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  opener.once('error', () => say('No browser could be opened: open the address above yourself.'));
  opener.unref();
}

function serveInBrowser() {
  const args = [inRoot('src/cli/main.ts'), 'serve', '--json'];
  const host = spawn(projectNode(), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  endWith(host);
  createInterface({ input: host.stdout }).once('line', (line) => openInBrowser(JSON.parse(line).url));
}

await runScript(async () => {
  await ensureDependencies();
  await ensureBuild();
  const electron = hasDisplay ? await ensureElectron() : undefined;
  const reason = whyNotDesktop(electron);
  if (reason) {
    say(reason);
    serveInBrowser();
  } else {
    openDesktop(electron);
  }
});
