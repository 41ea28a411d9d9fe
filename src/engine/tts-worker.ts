// The speech synthesiser's thread: flite computes a whole sentence in one synchronous call, which would hold up the engine.
import { parentPort } from 'node:worker_threads';
import { loadFlite } from './flite/flite.ts';
import type { TtsReply, TtsRequest } from './tts/protocol.ts';

const flite = loadFlite();

async function answer({ id, text, voice, stretch }: TtsRequest): Promise<TtsReply> {
  try {
    return { type: 'speech', id, ...(await (await flite).synthesise(text, voice, stretch)) };
  } catch (error) {
    return { type: 'failed', id, message: error instanceof Error ? error.message : String(error) };
  }
}

// One sentence after the other, so that the one that is needed first is done first.
let last = Promise.resolve();

parentPort?.on('message', (request: TtsRequest) => {
  last = last.then(async () => {
    const reply = await answer(request);
    parentPort?.postMessage(reply, reply.type === 'speech' ? [reply.samples.buffer as ArrayBuffer] : []);
  });
});
