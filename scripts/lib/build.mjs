// The built bundles in out/: made anew when a source is newer than they are.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './project.mjs';
import { setUp, toolCommand } from './run.mjs';

const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json'];
const OUTPUTS = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

function newest(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isFresh() {
  const outputs = OUTPUTS.map((path) => inRoot(path));
  if (!outputs.every((path) => existsSync(path))) return false;
  const sources = SOURCES.map((path) => inRoot(path)).filter((path) => existsSync(path));
  return Math.max(...sources.map(newest)) < Math.min(...outputs.map(newest));
}

/** Builds the app when needed. Throws when the build fails. */
export async function ensureBuild() {
  if (isFresh()) return;
  const [program, ...first] = toolCommand('electron-vite');
  const code = await setUp('Building the app (electron-vite build)', program, [...first, 'build']);
  if (code !== 0) throw new Error('The build failed. Its message stands above.');
}
