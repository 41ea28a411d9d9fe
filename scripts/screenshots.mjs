// `npm run screenshots`: photographs the app under the Electron double into docs/screenshots. Further arguments go to vitest, so
// that `npm run screenshots history` does those of test/e2e/screenshots/history.ts only.
import { ensureBuild } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript, runTool } from './lib/run.mjs';

await runScript(async () => {
  await ensureDependencies();
  process.env.CHROMIUM = await ensureChromium();
  await ensureBuild();
  process.exitCode = await runTool('vitest', [
    'run',
    '--config',
    'vitest.e2e.config.ts',
    '--project',
    'screenshots',
    ...process.argv.slice(2),
  ]);
});
