// Debian's packages, for scripts that may install what they need.
import { existsSync, readFileSync } from 'node:fs';
import { setUp } from './run.mjs';

/** Whether packages can be installed here without asking anybody: root on Debian. */
export function isDebianRoot() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Installs packages; whether that worked shows in what the caller looks for afterwards. */
export async function installPackages(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await setUp('Updating the package lists (apt-get update)', 'apt-get', ['update', '-q'], {
    env,
  });
  if (updated !== 0) return;
  const install = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  await setUp(`Installing ${packages.join(', ')} (apt-get install)`, 'apt-get', install, { env });
}
