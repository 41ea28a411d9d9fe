// One of the processes that write into one folder: folder, name, how many lines.
import { setImmediate as turn } from 'node:timers/promises';
import { createLogFile } from '#core/logging/log-file.ts';

const [folder = '', name, count] = process.argv.slice(2);
const file = createLogFile({ folder, now: Date.now, onRefused: () => process.exit(1), maxBytes: 100_000 });
for (let index = 0; index < Number(count); index += 1) {
  file.write(`${name} ${index} ${'x'.repeat(60)}`);
  // A few lines a batch, as in life.
  if (index % 20 === 0) await turn();
}
await file.close();
process.exit(file.lost === 0 ? 0 : 1);
