// The real synthesiser, made to die when it is asked to say "crash", and to hang when it is to say "hang".
import { parentPort } from 'node:worker_threads';
import type { TtsRequest } from '#engine/tts/protocol.ts';
import '../../../src/engine/tts-worker.ts';

parentPort?.on('message', ({ text }: TtsRequest) => {
  if (text === 'crash') process.exit(1);
  if (text === 'hang') for (;;);
});
