// `npm run peers`: drives our engine with other people's clients. Each folder under test/peers has a lockfile of its own,
// so that those clients never enter the product's tree. Further arguments go to vitest.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/project.mjs';
import { runScript, runTool } from './lib/run.mjs';

await runScript(async () => {
  await ensureDependencies();
  const peers = inRoot('test', 'peers');
  for (const name of readdirSync(peers)) {
    const folder = join(peers, name);
    if (existsSync(join(folder, 'package-lock.json'))) await ensureDependencies(folder);
  }
  // Their types come with their lockfile, so that `npm run typecheck` cannot do this.
  process.exitCode = await runTool('typescript', ['-p', inRoot('tsconfig', 'test-peers.json')], {
    tool: 'tsc',
  });
  if (process.exitCode !== 0) return;
  const args = ['run', '--config', 'vitest.e2e.config.ts', '--project', 'peers', ...process.argv.slice(2)];
  process.exitCode = await runTool('vitest', args);
});
