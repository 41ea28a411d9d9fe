import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const installed = (name: string): string => join(ROOT, 'node_modules', name);
const TSC = join(installed('typescript'), 'bin', 'tsc');

/** A program of somebody who has the package and knows nothing of this repository. */
const PROGRAM = `
import { createToolWorker, RealtimeAgent, RealtimeRunner, type RealtimeSessionEvent } from 'hark/realtime';
import { ScriptedModel } from 'hark/realtime/testing';

const model = new ScriptedModel().expectStart();
const runner = new RealtimeRunner({ startingAgent: new RealtimeAgent({ name: 'Guide' }), model });
const session = await runner.run();
model.expect({ type: 'create_item', item: { role: 'user' } }).expect({ type: 'create_response' });
session.sendMessage('Hello');
await session.close();
model.assertComplete();
const known: RealtimeSessionEvent['type'] = 'agent_end';
// @ts-expect-error The declarations are found: a name that no event has is refused.
const unknown: RealtimeSessionEvent['type'] = 'agent_ned';
const worker = createToolWorker(new URL('./twice.js', import.meta.url));
const call = { callId: 'call_1', signal: new AbortController().signal, progress: () => {} };
console.log(await worker.execute(21, call), session.connection.state, known, unknown);
`;

const CONFIG = {
  compilerOptions: {
    target: 'ES2024',
    lib: ['ES2024', 'ESNext.Disposable'],
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules', '@types')],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  },
  files: ['program.ts'],
};

function run(command: string, args: readonly string[], cwd: string): string {
  // Windows has npm only as a command script.
  const shell = command === 'npm' && process.platform === 'win32';
  return execFileSync(command, args, { cwd, encoding: 'utf8', shell, stdio: ['ignore', 'pipe', 'pipe'] });
}

it('TK-1: packed and installed elsewhere, the SDK type-checks and runs in plain Node', {
  timeout: 120_000,
}, () => {
  const folder = temporaryFolder();
  const project = join(folder, 'project');
  mkdirSync(project);
  run(process.execPath, [join(ROOT, 'scripts', 'package.mjs'), join(folder, 'dist')], folder);
  const archive = run('npm', ['pack', join(folder, 'dist'), '--silent'], folder).trim();

  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  writeFileSync(join(project, 'program.ts'), PROGRAM);
  writeFileSync(join(project, 'twice.js'), 'export const execute = (value) => 2 * value;\n');
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(CONFIG));
  const packages = [join(folder, archive), installed('zod'), installed('ws')];
  run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], project);

  run(process.execPath, [TSC, '-p', project], project);
  expect(run(process.execPath, ['program.ts'], project)).toBe('42 closed agent_end agent_ned\n');
});
