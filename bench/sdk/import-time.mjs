// Imports one module in a process that has done nothing else: `import-time.mjs <path> [<folder of the compile cache>]`.
// Sends the time, ms, and by how much the process grew, MB. JavaScript, so that Node has not loaded its TypeScript yet.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';

const [path, cache] = process.argv.slice(2);
if (cache) enableCompileCache(cache);
const before = process.memoryUsage().rss;
const start = performance.now();
await import(pathToFileURL(path).href);
const took = performance.now() - start;
const grown = (process.memoryUsage().rss - before) / 2 ** 20;
if (cache) flushCompileCache();
process.send([took, grown]);
