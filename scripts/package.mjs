// `npm run package [folder]`: the SDK as a package of its own, in dist/ or the named folder. Inside this repository its
// sources run as they are; Node does not take types off in node_modules, so that a project outside needs this instead.
// `npm pack ./dist` makes the archive.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inRoot } from './lib/project.mjs';
import { runScript, runTool } from './lib/run.mjs';

/** What the SDK imports of others (scripts/layers.mjs holds it to these). */
const DEPENDENCIES = ['ws', 'zod'];

function manifest() {
  const own = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const { name, version, license, author, type } = own;
  const compiled = ([path, source]) => {
    const file = source.replace('./src/', './').replace(/\.ts$/, '');
    return [path, { types: `${file}.d.ts`, default: `${file}.js` }];
  };
  const inside = (layer) => ({ types: `./${layer}/*.d.ts`, default: `./${layer}/*.js` });
  return {
    name,
    version,
    description:
      'Voice agents over the Realtime protocol: agents, tools, handoffs, guardrails, interruption.',
    license,
    author,
    type,
    private: true,
    engines: { node: '>=24' },
    exports: Object.fromEntries(Object.entries(own.exports).map(compiled)),
    imports: { '#shared/*.ts': inside('shared'), '#realtime/*.ts': inside('realtime') },
    dependencies: Object.fromEntries(
      DEPENDENCIES.map((dependency) => [dependency, own.dependencies[dependency]]),
    ),
  };
}

/** dist/ is made anew; a folder that somebody names has to be new, because everything in it would go. */
function targetFolder(named) {
  const folder = resolve(named ?? inRoot('dist'));
  if (named === undefined) rmSync(folder, { recursive: true, force: true });
  else if (existsSync(folder)) throw new Error(`${folder} exists already. Name a folder that does not.`);
  return folder;
}

await runScript(async () => {
  const folder = targetFolder(process.argv[2]);
  const code = await runTool('typescript', ['-p', inRoot('tsconfig', 'sdk.json'), '--outDir', folder], {
    tool: 'tsc',
  });
  if (code !== 0) throw new Error('The sources could not be compiled. The reason stands above.');
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  cpSync(inRoot('LICENSE'), join(folder, 'LICENSE'));
});
