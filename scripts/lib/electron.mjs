// The Electron binary: fetched by the electron package's own installer, which may not reach the network.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from './project.mjs';
import { setUp, toolCommand } from './run.mjs';

const DOWNLOAD_LIMIT_MS = 300_000;
const FORGET_FAILURE_MS = 86_400_000;
const FAILURE_NOTE = inRoot('node_modules', '.cache', 'hark', 'electron-download-failed');

function installedElectron() {
  const name = inRoot('node_modules', 'electron', 'path.txt');
  if (!existsSync(name)) return undefined;
  const path = inRoot('node_modules', 'electron', 'dist', readFileSync(name, 'utf8'));
  return existsSync(path) ? path : undefined;
}

function failedRecently() {
  return existsSync(FAILURE_NOTE) && Date.now() - statSync(FAILURE_NOTE).mtimeMs < FORGET_FAILURE_MS;
}

/**
 * The path of the Electron binary, or undefined when it cannot be had. The download has a time limit, and a failure is
 * remembered for a day so that the next start is quick.
 */
export async function ensureElectron() {
  const found = installedElectron();
  if (found) return found;
  if (failedRecently()) return undefined;
  const [program, ...args] = toolCommand('electron', 'install-electron');
  // Its stack trace is no help: who has no network is told so in a sentence, by the caller.
  const quietly = { timeout: DOWNLOAD_LIMIT_MS, stdio: 'ignore' };
  await setUp('Fetching the Electron binary, about 120 MB', program, args, quietly);
  const installed = installedElectron();
  if (installed) {
    rmSync(FAILURE_NOTE, { force: true });
  } else {
    mkdirSync(dirname(FAILURE_NOTE), { recursive: true });
    writeFileSync(FAILURE_NOTE, 'Delete this file to try the download again at the next start.\n');
  }
  return installed;
}
