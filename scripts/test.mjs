// `npm test`: sets up what is missing and runs every check, from the quickest to the slowest, up to the first failure.
// The last line is `N passed, N failed`, counted from the test runners' own reports.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureDesktopTools } from './lib/desktop-tools.mjs';
import { inRoot, projectNode } from './lib/project.mjs';
import { run, runScript, runTool, secondsSince } from './lib/run.mjs';

const REPORTS = inRoot('node_modules', '.cache', 'hark', 'reports');
const reportArgs = (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
const unit = (project) => (file) => runTool('vitest', ['run', '--project', project, ...reportArgs(file)]);
const script = (name) => (file) => run(projectNode(), [inRoot('scripts', name), ...reportArgs(file)]);

/** `tests` marks a step that runs tests and so must report how many. */
const STEPS = [
  { title: 'Lint, format and layers (biome)', start: () => runTool('@biomejs/biome', ['check', '.']) },
  { title: 'Types (tsc)', start: () => runTool('typescript', ['-b'], { tool: 'tsc' }) },
  { title: 'Dead code (knip)', start: () => runTool('knip', []) },
  { title: 'Tests in Node (vitest)', start: unit('node'), tests: true },
  { title: 'Tests in Chromium (vitest)', start: unit('browser'), tests: true },
  { title: 'Build (electron-vite)', start: () => runTool('electron-vite', ['build']) },
  { title: 'End to end: browser, desktop, terminal', start: script('e2e.mjs'), tests: true },
  { title: "Other people's clients on our engine", start: script('peers.mjs'), tests: true },
];

function readReport(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

/** Runs one step; `failed` counts at least the step itself when it did not succeed. */
async function runStep(step, number) {
  const start = Date.now();
  const file = join(REPORTS, `${number}.json`);
  console.log(`\n[${number}/${STEPS.length}] ${step.title}`);
  const code = await step.start(file);
  const { passed, failed } = readReport(file);
  const ok = code === 0 && failed === 0 && (!step.tests || passed > 0);
  console.log(`[${number}/${STEPS.length}] ${ok ? 'ok' : 'FAILED'} in ${secondsSince(start)}`);
  return { ok, passed, failed: ok ? 0 : Math.max(failed, 1) };
}

async function runAll() {
  const total = { passed: 0, failed: 0 };
  for (const [index, step] of STEPS.entries()) {
    const result = await runStep(step, index + 1);
    total.passed += result.passed;
    total.failed += result.failed;
    if (!result.ok) {
      console.log(`\nStopped at the first failure: ${step.title}`);
      break;
    }
  }
  return total;
}

/** Sets up and runs; what could not be set up counts as one failure. */
async function setUpAndRun() {
  let total = { passed: 0, failed: 1 };
  await runScript(async () => {
    await ensureDependencies();
    process.env.CHROMIUM = await ensureChromium();
    await ensureDesktopTools();
    rmSync(REPORTS, { recursive: true, force: true });
    mkdirSync(REPORTS, { recursive: true });
    total = await runAll();
  });
  return total;
}

const { passed, failed } = await setUpAndRun();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
