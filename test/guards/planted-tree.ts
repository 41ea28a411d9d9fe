import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** A folder beside the real tree that has its configuration, so that violations can be planted without touching it. */
export type PlantedTree = {
  readonly folder: string;
  plant(files: Record<string, string>): Promise<void>;
  /** Runs a script, named from the planted tree's folder, under the Node that runs the test. */
  run(script: string, args?: string[], env?: Record<string, string>): Promise<Run>;
  remove(): Promise<void>;
};

/** `output` is stdout, then stderr. */
export type Run = { readonly code: number; readonly stdout: string; readonly output: string };

/** Copies `configuration` and links `packages` from node_modules into a new temporary folder. */
export async function createPlantedTree(
  configuration: string[],
  packages: string[] = [],
): Promise<PlantedTree> {
  const folder = await mkdtemp(join(tmpdir(), 'hark-planted-'));
  for (const path of configuration) await cp(join(ROOT, path), join(folder, path), { recursive: true });
  for (const name of packages) {
    await mkdir(dirname(join(folder, 'node_modules', name)), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  return {
    folder,
    async plant(files) {
      await rm(join(folder, 'src'), { recursive: true, force: true });
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
    },
    run: (script, args = [], env = {}) =>
      new Promise((done) => {
        const options = { cwd: folder, env: { ...process.env, ...env } };
        execFile(process.execPath, [join(folder, script), ...args], options, (error, stdout, stderr) => {
          done({ code: error === null ? 0 : Number(error.code ?? 1), stdout, output: stdout + stderr });
        });
      }),
    remove: () => rm(folder, { recursive: true }),
  };
}
