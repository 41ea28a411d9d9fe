// The real recogniser, made to die, or hang, when it is fed the single sample 1234: by the way its URL names.
import { parentPort } from 'node:worker_threads';
import type { SttRequest } from '#engine/stt/protocol.ts';
import '../../../src/engine/stt-worker.ts';

parentPort?.on('message', (request: SttRequest) => {
  if (request.type !== 'audio' || request.samples[0] !== 1234) return;
  if (import.meta.url.endsWith('?exit')) process.exit(1);
  if (import.meta.url.endsWith('?hang')) for (;;);
  throw new Error('The decoder is damaged.');
});
