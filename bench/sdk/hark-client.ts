import { z } from 'zod';
import { createToolWorker, RealtimeAgent, RealtimeRunner, tool } from '#realtime/index.ts';
import type { Connect } from './subject.ts';
import { execute, WorkSchema } from './work.ts';

/** After it a call of the tool `work` is given up, ms. */
const WORK_LIMIT_MS = 3000;

const lookUp = tool({
  name: 'look_up',
  description: 'Looks up the weather of a city.',
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `It is sunny in ${city}.`,
});

/** The tool `work` in a thread of its own, as the documents advise for tools that compute. */
export const connectHark: Connect = (url, ears) =>
  connect(url, ears, createToolWorker(new URL('./work.ts', import.meta.url)).execute);

/** The tool `work` in the session's thread. */
export const connectHarkInline: Connect = (url, ears) => connect(url, ears, execute);

/** Hark's session with everything in place: validation, history, sequencer, barrier, playback. */
async function connect(
  url: string,
  ears: Parameters<Connect>[1],
  work: ReturnType<typeof createToolWorker>['execute'] | typeof execute,
): ReturnType<Connect> {
  const worker = tool({
    name: 'work',
    description: 'Works hard.',
    parameters: WorkSchema,
    timeoutMs: WORK_LIMIT_MS,
    execute: work,
  });
  const agent = new RealtimeAgent({
    name: 'bench',
    instructions: 'Answer briefly.',
    tools: [lookUp, worker],
  });
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
}
