// The preload script of a window, and what it will find in `process`.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

/** The sandboxed preload's `process`. */
function processInfo(additionalArguments) {
  const { platform, arch, versions, env } = process;
  const kind = { type: 'renderer', sandboxed: true, contextIsolated: true };
  // The real environment: a preload that passes it on to the page must be caught here, not in the field.
  return { ...kind, platform, arch, versions, env, argv: ['electron', ...additionalArguments] };
}

/**
 * Reads a window's preload. `error` says why a sandbox refuses it (an ES module, say); its `source` is then empty, as if
 * there were none.
 */
export function readPreload({ preload, additionalArguments = [] } = {}) {
  const info = processInfo(additionalArguments);
  if (preload === undefined) return { source: '', path: '', info };
  const source = readFileSync(preload, 'utf8');
  try {
    new vm.Script(`(function () {\n${source}\n})`);
    return { source, path: preload, info };
  } catch (error) {
    return { source: '', path: preload, info, error };
  }
}
