import { z } from 'zod';
import { RealtimeAgent, RealtimeRunner, tool } from '#realtime/index.ts';
import type { Connect } from './subject.ts';

const lookUp = tool({
  name: 'look_up',
  description: 'Looks up the weather of a city.',
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `It is sunny in ${city}.`,
});

/** Hark's session with everything in place: validation, history, sequencer, barrier, playback. */
export const connectHark: Connect = async (url, ears) => {
  const agent = new RealtimeAgent({ name: 'bench', instructions: 'Answer briefly.', tools: [lookUp] });
  const session = new RealtimeRunner({ startingAgent: agent }).createSession({ modelConfig: { url } });
  session.on('audio', ({ itemId, samples }) => {
    ears.audio(samples.byteLength);
    // The player has begun: only then is there something to truncate.
    session.playback.report({ itemId, playedSamples: 240 });
  });
  session.on('transcript', ({ delta }) => ears.text(delta));
  session.on('history_updated', () => ears.history());
  session.on('audio_interrupted', () => ears.interrupted());
  session.on('error', ({ error }) => {
    throw error;
  });
  await session.connect();
  return {
    send: (event) => session.sendRaw(event),
    sendAudio: (samples) => session.sendAudio(samples),
    close: () => session.close(),
  };
};
