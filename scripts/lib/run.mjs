// Running other programs: output passes through, long silent ones report that they are still alive.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { inRoot, projectNode, ROOT } from './project.mjs';

const STILL_AT_IT_MS = 15_000;
const PARENT_POLL_MS = 500;

/** Says something to the person at the terminal. On stderr, so that a program's own output stays clean. */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** Runs a script's work; what stops it is told in its own words, without a stack. */
export async function runScript(work) {
  try {
    await work();
  } catch (error) {
    say(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/** Seconds since `start` (ms), for a person. */
export function secondsSince(start) {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}

/**
 * Runs a program to its end and answers with its exit code. `stdio` is Node's, `timeout` in ms kills it.
 * Rejects only when the program cannot be started.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a set-up step with its output on stderr, a headline, a sign of life while it is silent, and its time. */
export async function setUp(title, command, args, options = {}) {
  const start = Date.now();
  say(`• ${title} …`);
  const alive = setInterval(() => say(`  … still at it (${secondsSince(start)})`), STILL_AT_IT_MS);
  try {
    const code = await run(command, args, { stdio: ['ignore', 2, 2], ...options });
    if (code === 0) say(`  done in ${secondsSince(start)}`);
    return code;
  } finally {
    clearInterval(alive);
  }
}

/** Runs npm. The project's own Node is taken off the path first: `npm ci` replaces it while it runs. */
export function runNpm(title, args, cwd) {
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  const env = { ...process.env, PATH: path.join(delimiter) };
  // Windows has npm only as a command script, which needs a shell; the arguments are constants of ours.
  return setUp(title, 'npm', args, { cwd, env, shell: process.platform === 'win32' });
}

/** The command line `[program, ...args]` that runs a package's own tool under the project's Node. */
export function toolCommand(pkg, tool = pkg.split('/').at(-1)) {
  const manifest = inRoot('node_modules', pkg, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const file = typeof bin === 'string' ? bin : bin?.[tool];
  if (!file) throw new Error(`${pkg} has no tool named ${tool}`);
  return [projectNode(), join(dirname(manifest), file)];
}

/** Runs a package's tool under the project's Node and answers with its exit code. */
export function runTool(pkg, args, options = {}) {
  const [program, ...first] = toolCommand(pkg, options.tool);
  return run(program, [...first, ...args], options.spawn);
}

/**
 * Passes the signals that end a program on to `child`, so that both end and nothing is left behind. Ctrl-C at a terminal
 * reaches the child by itself; passing it on again would look like a second, impatient Ctrl-C.
 */
export function forwardSignals(child) {
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) endWithParent(child);
}

/** Who ends npm ends only npm and its shell: they do not pass the signal on, so their absence has to tell. */
function endWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid === parent || child.kill('SIGTERM'), PARENT_POLL_MS);
  watch.unref();
}
