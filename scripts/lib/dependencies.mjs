// Installed packages: `npm ci` when they are missing or not the ones the lockfile names.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';
import { runNpm } from './run.mjs';

/**
 * Whether what npm last installed into `folder` is what its lockfile asks for. Versions are compared, not times: a checkout
 * touches files without changing them. Optional packages may be missing, they are for other systems.
 */
function dependenciesFit(folder) {
  const installedFile = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
  );
}

/** Installs the packages of `folder` when needed. Throws when npm fails. */
export async function ensureDependencies(folder = ROOT) {
  if (dependenciesFit(folder)) return;
  // Windows cannot delete the Node that may be running this, so there an existing folder is updated in place.
  const inPlace = process.platform === 'win32' && existsSync(join(folder, 'node_modules'));
  const command = inPlace ? 'install' : 'ci';
  const code = await runNpm(
    `Installing packages (npm ${command})`,
    [command, '--no-fund', '--no-audit', '--loglevel=error'],
    folder,
  );
  if (code !== 0) throw new Error(`npm ${command} failed in ${folder}. Its message stands above.`);
}
