// `npm run examples`: runs every example, or those that are named, and tells which of them failed.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot, projectNode } from './lib/project.mjs';
import { run, runScript, say } from './lib/run.mjs';

/** One that hangs has failed. */
const LIMIT_MS = 60_000;

await runScript(async () => {
  await ensureDependencies();
  const files = readdirSync(inRoot('examples')).filter((file) => file.endsWith('.ts'));
  const named = process.argv.slice(2);
  const failed = [];
  for (const name of named.length > 0 ? named : files.map((file) => basename(file, '.ts'))) {
    say(`\n• ${name}`);
    const code = await run(projectNode(), [inRoot('examples', `${name}.ts`)], { timeout: LIMIT_MS });
    if (code !== 0) failed.push(name);
  }
  say(failed.length === 0 ? '\nAll well.' : `\nFailed: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});
