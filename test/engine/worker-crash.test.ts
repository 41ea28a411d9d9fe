import { BroadcastChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { createLocalStages } from '#engine/local-stages.ts';
import { startEngineServer } from '#engine/server.ts';
import { createSoundSwallowerStt } from '#engine/stt/soundswallower-stt.ts';
import { createClock } from '#shared/base/clock.ts';
import { synthesise } from '../support/speech.ts';
import { append, connectClient, sendSound } from './support/engine-client.ts';
import { pushToTalk, respond, transcribed } from './support/sequences.ts';

const ENTRY = new URL('../../src/engine/process.ts', import.meta.url).href;
const MORTAL_WORKER = new URL('./support/mortal-stt-worker.ts', import.meta.url);

test('a recogniser that dies in the middle of a turn costs that turn and never the session', async () => {
  const clock = createClock(globalThis);
  const createStages = createLocalStages(ENTRY, clock);
  const engine = await startEngineServer({
    clock,
    createStages: async () => {
      const stages = await createStages();
      await stages.stt.close();
      return { ...stages, stt: await createSoundSwallowerStt({ workerUrl: MORTAL_WORKER, clock }) };
    },
  });
  const question = await synthesise('hello');
  const client = await connectClient(engine);
  client.send(pushToTalk, transcribed);
  sendSound(client, question);
  await client.settled();

  const killer = new BroadcastChannel('mortal-stt-worker');
  killer.postMessage('die');
  // From here on the thread handles nothing any more, the commit included.
  await new Promise((resolve) => {
    killer.onmessage = resolve;
  });
  client.send({ type: 'input_audio_buffer.commit' }, respond);
  const failed = await client.next('conversation.item.input_audio_transcription.failed');
  expect(failed.error.code).toBe('audio_unintelligible');
  expect((await client.next('response.done')).response.status).toBe('completed');

  sendSound(client, question);
  client.send(append('AAAA'), { type: 'input_audio_buffer.commit' }, respond);
  const heard = await client.next('conversation.item.input_audio_transcription.completed');
  expect(heard.transcript).toBe('hello');
  expect((await client.next('response.done')).response.status).toBe('completed');
  killer.close();
  await engine.close();
});
