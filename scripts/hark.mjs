#!/usr/bin/env node
// The terminal host: runs src/cli/main.ts under the project's Node with the same arguments, streams and exit code.
import { spawn } from 'node:child_process';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot, projectNode } from './lib/project.mjs';
import { forwardSignals, runScript } from './lib/run.mjs';

await runScript(async () => {
  await ensureDependencies();
  const args = [inRoot('src/cli/main.ts'), ...process.argv.slice(2)];
  const child = spawn(projectNode(), args, { stdio: 'inherit' });
  forwardSignals(child);
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
});
