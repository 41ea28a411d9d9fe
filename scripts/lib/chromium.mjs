// A Chromium for the tests: found where it usually is, otherwise installed.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, isDebianRoot } from './debian.mjs';
import { say, setUp, toolCommand } from './run.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const files = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.filter(Boolean).flatMap((root) => files.map((file) => join(root, file)));
  }
  return ['/usr/lib/chromium/chromium', '/snap/bin/chromium'];
}

function onPath() {
  if (process.platform === 'win32') return [];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Ubuntu puts a script named chromium-browser there that only asks for the snap, so a candidate has to answer. */
function answers(path) {
  if (!existsSync(path)) return false;
  if (process.platform !== 'linux') return true;
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

async function fromPlaywright() {
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}

/** The path of a Chromium, or undefined. `CHROMIUM` names one; it is an error when that one is missing. */
export async function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which does not exist. Correct it or unset it.`);
  }
  return [...onPath(), ...usualPlaces(), await fromPlaywright()].find(answers);
}

async function installThroughPlaywright() {
  const [program, ...first] = toolCommand('playwright-core');
  const withLibraries = process.platform === 'linux' && process.getuid() === 0 ? ['--with-deps'] : [];
  const args = [...first, 'install', ...withLibraries, '--no-shell', 'chromium'];
  await setUp('Installing Chromium (playwright-core install chromium)', program, args);
}

/** The path of a Chromium, installing one when there is none. Throws with one thing to do when that fails too. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  say('• No Chromium found: the tests run in a real one.');
  for (const install of [
    ...(isDebianRoot() ? [() => installPackages(['chromium'])] : []),
    installThroughPlaywright,
  ]) {
    await install();
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Error('No Chromium could be installed. Install Chromium or Chrome, or set CHROMIUM to its path.');
}
