// `npm run bench -- [name …] [--write] [--quick]`: runs the named benches, or all; `--write` puts the figures into
// docs/performance.md.
import { parseArgs } from 'node:util';
import { type Bench, type BenchOptions, progress } from './lib/bench.ts';
import { writeSection } from './lib/document.ts';
import { describeMachine } from './lib/machine.ts';
import { toMarkdown } from './lib/markdown.ts';

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  'wire-parse': async () => (await import('./wire-parse.ts')).wireParse,
  audio: async () => (await import('./audio.ts')).audio,
  engine: async () => (await import('./engine.ts')).engine,
  bridge: async () => (await import('./bridge.ts')).bridge,
  accuracy: async () => (await import('./accuracy.ts')).accuracy,
  app: async () => (await import('./app.ts')).app,
  sdk: async () => (await import('./sdk.ts')).sdk,
};

/** A bench that hangs is a bug; this ends it all the same. */
const TIME_LIMIT_MS = 15 * 60 * 1000;

async function measure(name: string, load: () => Promise<Bench>, options: BenchOptions): Promise<string> {
  const bench = await load();
  const machine = describeMachine();
  progress(`${name}: ${bench.title} …`);
  const overdue = setTimeout(() => {
    progress(`${name} did not end within ${TIME_LIMIT_MS / 60_000} minutes.`);
    process.exit(1);
  }, TIME_LIMIT_MS);
  const start = performance.now();
  const tables = await bench.run(options);
  clearTimeout(overdue);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const origin = `*${new Date().toISOString().slice(0, 10)}, ${machine}; took ${seconds} s.*`;
  return [`## ${bench.title}`, '', bench.about, '', origin, '', tables.map(toMarkdown).join('\n')].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `There is no bench named ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exit(2);
}
for (const [name, load] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const section = await measure(name, load, values);
  console.log(section);
  if (values.write) await writeSection(name, section);
}
