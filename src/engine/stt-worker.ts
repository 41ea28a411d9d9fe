// The speech recogniser's thread. Decoding is synchronous, and SoundSwallower installs an `uncaughtException` handler on load.
import { parentPort } from 'node:worker_threads';
import { createRnnoise } from './denoise/rnnoise.ts';
import { loadSoundSwallower } from './stt/decoder.ts';
import { createFrontEnd } from './stt/front-end.ts';
import { createPhoneLoop } from './stt/phone-loop.ts';
import type { SttReply, SttRequest } from './stt/protocol.ts';
import { createRecogniser } from './stt/recogniser.ts';
import { createRecogniserService } from './stt/recogniser-service.ts';

const reply = (message: SttReply): void => parentPort?.postMessage(message);

const factory = await loadSoundSwallower();
const recogniser = createRecogniser({
  frontEnd: createFrontEnd(createRnnoise()),
  grammar: await factory.create({ dictionary: true }),
  phoneLoop: await createPhoneLoop(factory),
});
const service = createRecogniserService(recogniser, reply);

// Requests that came while the models were loading have waited in the port.
parentPort?.on('message', (request: SttRequest) => service.handle(request));
reply({ type: 'ready' });
