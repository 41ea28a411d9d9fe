// `npm run e2e`: builds when needed and runs the end-to-end tests. Further arguments go to vitest.
import { ensureBuild } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureDesktopTools } from './lib/desktop-tools.mjs';
import { runScript, runTool } from './lib/run.mjs';

await runScript(async () => {
  await ensureDependencies();
  process.env.CHROMIUM = await ensureChromium();
  await ensureDesktopTools();
  await ensureBuild();
  const args = ['run', '--config', 'vitest.e2e.config.ts', '--project', 'e2e', ...process.argv.slice(2)];
  process.exitCode = await runTool('vitest', args);
});
