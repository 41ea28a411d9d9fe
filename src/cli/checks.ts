import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Check, check, checkBasics } from '#core/diagnostics/checks.ts';
import { readRendererFiles } from '#core/hosting/renderer-files.ts';
import type { Ports } from '#core/ports.ts';
import { createLocalStages } from '#engine/local-stages.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { Reply } from '#shared/bridge/requests.ts';
import type { EndpointTest } from '#shared/bridge/state.ts';
import { checkKeys } from './key-checks.ts';
import { createOneRunApp } from './terminal-app.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Any entry of the engine's folder: the stages look for their workers beside it. */
const ENGINE_ENTRY = new URL('../engine/process.ts', import.meta.url).href;

/** Tries everything Hark needs, for real where that harms nothing. Never rejects. */
export async function runChecks(ports: Ports): Promise<readonly Check[]> {
  return [
    ...(await checkBasics(ports)),
    await check('Engine', 'broken', () => startsEngine(ports)),
    ...(await stageChecks(ports)),
    await check(
      'Pages',
      'broken',
      async () => `${(await readRendererFiles(join(ROOT, 'out', 'renderer'))).size} files`,
    ),
    await check('Electron', 'missing', electronBinary),
    await check('Browser', 'missing', findBrowser),
    await check('Answers', 'broken', () => testEndpoint(ports)),
    ...(await checkKeys()),
  ];
}

async function startsEngine({ clock, startEngine }: Ports): Promise<string> {
  const startedAt = clock.now();
  const engine = await startEngine(AbortSignal.timeout(20_000));
  const tookMs = Math.round(clock.now() - startedAt);
  await engine.close();
  return `ready after ${tookMs} ms, on ${new URL(engine.url).host}`;
}

async function stageChecks({ clock }: Ports): Promise<readonly Check[]> {
  try {
    const { vad, stt, brain, tts } = await createLocalStages(ENGINE_ENTRY, clock)();
    const rows = Object.entries({ vad, stt, brain, tts }).map(([stage, { info }]): Check => {
      const where = info.needsNetwork ? 'over the network' : 'on this computer';
      const languages = info.languages.length === 0 ? 'any language' : info.languages.join(', ');
      return {
        name: `Stage ${stage}`,
        state: 'works',
        detail: `${info.id}, ${languages}, ${where}, ${info.licence}`,
      };
    });
    await Promise.all([stt.close(), tts.close()]);
    return rows;
  } catch (error) {
    return [{ name: 'Stages', state: 'broken', detail: toErrorData(error).message }];
  }
}

/** The electron package notes in path.txt where its binary lies once it has been fetched. */
async function electronBinary(): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const noted = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => undefined);
  const binary = noted === undefined ? undefined : join(folder, 'dist', noted.trim());
  if (binary === undefined || !existsSync(binary)) {
    throw new Error('Its program is not here; npm start fetches it, or opens Hark in the browser.');
  }
  return binary;
}

const BROWSERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['/Applications/Safari.app', '/Applications/Google Chrome.app', '/Applications/Firefox.app'],
  win32: ['C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
};
const LINUX_BROWSERS = ['chromium', 'google-chrome', 'firefox', 'microsoft-edge', 'epiphany'];

/** A browser for `hark serve`. */
async function findBrowser(): Promise<string> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates =
    BROWSERS[process.platform] ??
    LINUX_BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = candidates.find((path) => existsSync(path));
  if (found === undefined) throw new Error('None was found; hark serve needs one.');
  return found;
}

/** Connects to whoever answers by the settings, as the test button of the settings does. */
async function testEndpoint(ports: Ports): Promise<string> {
  const app = await createOneRunApp(ports, undefined);
  try {
    const reply = (await app.bridge.request('endpoint.test', {})) as Reply<EndpointTest>;
    if (!reply.ok) throw new HarkError(reply.error.reason, reply.error.message, reply.error);
    const { label, model, connectMs } = reply.value;
    return `${label} with ${model}, connected after ${connectMs} ms`;
  } finally {
    await app.close();
  }
}
