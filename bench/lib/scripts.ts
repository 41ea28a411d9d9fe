const folder = new URL('../../scripts/lib/', import.meta.url);

/** The scripts run before anything is installed and so are plain JavaScript; here they get their types. */
async function load<Module>(file: string): Promise<Module> {
  return (await import(new URL(file, folder).href)) as Module;
}

/** The path of a Chromium on this machine. Throws when there is none. */
export async function findChromium(): Promise<string> {
  const scripts = await load<{ findChromium(): Promise<string | undefined> }>('chromium.mjs');
  const path = await scripts.findChromium();
  if (path === undefined) throw new Error('This bench needs a Chromium; `npm test` installs one.');
  return path;
}

/** Installs the packages that bench/peers compares with, when they are missing. */
export async function ensurePeers(): Promise<void> {
  const scripts = await load<{ ensureDependencies(path: string): Promise<void> }>('dependencies.mjs');
  await scripts.ensureDependencies(new URL('../peers', import.meta.url).pathname);
}

/** Builds the app when a source is newer than what was built. */
export async function ensureBuild(): Promise<void> {
  await (await load<{ ensureBuild(): Promise<void> }>('build.mjs')).ensureBuild();
}
