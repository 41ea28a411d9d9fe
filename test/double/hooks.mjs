// Makes `electron` mean the double, in `import` and in `require`, and makes this Node process look like Electron's main one.
import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';

const DOUBLE = new URL('./electron.mjs', import.meta.url).href;
const NAMES = new Set(['electron', 'electron/main', 'electron/common']);

registerHooks({
  resolve: (specifier, context, next) =>
    NAMES.has(specifier) ? { url: DOUBLE, format: 'module', shortCircuit: true } : next(specifier, context),
});

const electronManifest = createRequire(import.meta.url).resolve('electron/package.json');
const { version } = createRequire(import.meta.url)(electronManifest);

function present(name, value) {
  Object.defineProperty(process, name, { value, enumerable: true, configurable: true });
}

present('versions', Object.freeze({ ...process.versions, electron: version }));
present('type', 'browser');
present('defaultApp', true);
present('resourcesPath', join(dirname(electronManifest), 'dist', 'resources'));
