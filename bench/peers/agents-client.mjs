// @openai/agents-realtime under test. JavaScript, so that the product's type check does not need the peer.
import { RealtimeAgent, RealtimeSession, tool } from '@openai/agents-realtime';
import { z } from 'zod';
import { execute, WorkSchema } from '../sdk/work.ts';

const lookUp = tool({
  name: 'look_up',
  description: 'Looks up the weather of a city.',
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `It is sunny in ${city}.`,
});

const work = tool({ name: 'work', description: 'Works hard.', parameters: WorkSchema, execute });

/** Implements `Connect` of ../sdk/subject.ts. */
export async function connectAgents(url, ears) {
  const agent = new RealtimeAgent({ name: 'bench', instructions: 'Answer briefly.', tools: [lookUp, work] });
  const session = new RealtimeSession(agent, { transport: 'websocket', tracingDisabled: true });
  session.on('audio', ({ data }) => ears.audio(data.byteLength));
  session.transport.on('audio_transcript_delta', ({ delta }) => ears.text(delta));
  session.on('history_updated', () => ears.history());
  session.on('audio_interrupted', () => ears.interrupted());
  session.on('error', ({ error }) => {
    throw error;
  });
  await session.connect({ apiKey: 'none', url });
  return {
    send: (event) => session.transport.sendEvent(event),
    sendAudio: (samples) => session.sendAudio(samples.buffer),
    close: () => session.close(),
  };
}
