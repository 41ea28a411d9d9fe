// Where things are. The scripts run before anything is installed, so these files use Node 20 builtins only.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A path inside the project, absolute. */
export function inRoot(...parts) {
  return join(ROOT, ...parts);
}

/**
 * The project's own Node 24, which comes as a dev dependency. The file behind `node_modules/.bin/node` is named directly,
 * because on Windows that entry is a command script. Throws when dependencies are not installed.
 */
export function projectNode() {
  const path = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path)) {
    throw new Error(`The project's Node is missing at ${path}. Delete node_modules and start again.`);
  }
  return path;
}
