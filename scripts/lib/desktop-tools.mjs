// What the tests of talk keys need on Linux: an X server, something to press its keys with, and a message bus.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, isDebianRoot } from './debian.mjs';
import { say } from './run.mjs';

/** Program → Debian package. */
const TOOLS = { Xvfb: 'xvfb', xdotool: 'xdotool', 'dbus-daemon': 'dbus-daemon' };

/** Shared libraries of X that the keyboard hook is linked to. */
const LIBRARIES = ['libxt6', 'libxtst6', 'libxrandr2', 'libxinerama1'];

function missingTools() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return Object.keys(TOOLS).filter((tool) => !folders.some((folder) => existsSync(join(folder, tool))));
}

/** Installs what is missing where that is possible; elsewhere says which tests will be left out. */
export async function ensureDesktopTools() {
  if (process.platform !== 'linux' || missingTools().length === 0) return;
  if (isDebianRoot()) await installPackages([...Object.values(TOOLS), ...LIBRARIES]);
  const missing = missingTools();
  if (missing.length === 0) return;
  const packages = missing.map((tool) => TOOLS[tool]).join(', ');
  say(`• Without ${packages} the tests of real talk keys are left out. Install them to run those tests too.`);
}
