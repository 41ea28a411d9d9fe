// The double's entry: reads Electron's command line, loads the app's main script, then lets `ready` happen.
import './hooks.mjs';
import { readFileSync, statSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** Splits `[-r file] [--switch]… <app> [argument]…` the way Electron does: what stands after the app is the app's. */
function readCommandLine(argv) {
  const { tokens } = parseArgs({
    args: argv,
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: { require: { type: 'string', short: 'r', multiple: true } },
  });
  const app = tokens.find((token) => token.kind === 'positional');
  const before = tokens.filter(
    (token) => token.kind === 'option' && token.index < (app?.index ?? argv.length),
  );
  const isRequire = (token) => token.name === 'require';
  return {
    requires: before.filter(isRequire).map((token) => token.value),
    switches: before.filter((token) => !isRequire(token)).map((token) => argv[token.index]),
    appPath: app?.value ?? '.',
    appArguments: app ? argv.slice(app.index) : [],
  };
}

function readApp(appPath) {
  const target = resolve(appPath);
  const isFolder = statSync(target).isDirectory();
  const folder = isFolder ? target : dirname(target);
  const manifest = isFolder ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) : {};
  return { folder, manifest, main: isFolder ? join(folder, manifest.main ?? 'index.js') : target };
}

const commandLine = readCommandLine(process.argv.slice(2));
// Prints `Debugger listening on ws://…`, which is what Playwright waits for.
if (commandLine.switches.some((entry) => entry.startsWith('--inspect'))) inspector.open(0, '127.0.0.1');

const { folder, manifest, main } = readApp(commandLine.appPath);
const { start } = await import('./app.mjs');
globalThis.__double = (await import('./control.mjs')).control;
process.argv = [join(import.meta.dirname, 'electron'), ...commandLine.appArguments];
const begin = start({ folder, manifest, switches: commandLine.switches });
const requireFromApp = createRequire(join(folder, 'main.js'));
for (const file of commandLine.requires) requireFromApp(resolve(file));
await import(pathToFileURL(main).href);
await begin();
