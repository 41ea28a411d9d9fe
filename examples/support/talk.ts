import { RealtimeAgent, RealtimeRunner, type RealtimeSession, tool } from 'hark/realtime';
import { z } from 'zod';
import type { Server } from './server.ts';

/** Types to the assistant and answers with what it said last. */
export function ask(session: RealtimeSession, text: string): Promise<string> {
  console.log(`you: ${text}`);
  session.sendMessage(text);
  return untilIdle(session);
}

/** Waits until nothing is left to be done, prints what is said, and answers with what the assistant said last. */
export async function untilIdle(session: RealtimeSession): Promise<string> {
  let answer = '';
  const unsubscribe = session.on('transcript', ({ role, text, final }) => {
    if (!final) return;
    if (role === 'assistant') answer = text;
    console.log(`${role === 'assistant' ? session.agent.name : 'you'}: ${text}`);
  });
  for await (const event of session) {
    if (event.type === 'error') throw event.error;
    if (event.type === 'idle') break;
  }
  unsubscribe();
  return answer;
}

/** Speech without a microphone: the server reads the text aloud. Mono samples at 24 kHz, with silence around them. */
export async function record({ url, apiKey }: Server, text: string): Promise<Int16Array> {
  const read = tool({
    name: 'get_sentence',
    description: 'Reads a sentence aloud.',
    parameters: z.object({}),
    execute: () => ({ speech: text }),
  });
  const agent = new RealtimeAgent({ name: 'Reader', voice: 'rms', tools: [read] });
  await using session = await new RealtimeRunner({ startingAgent: agent }).run({
    modelConfig: { url, apiKey },
  });
  const silence = Array(12_000).fill(0);
  const samples: number[] = [];
  session.on('audio', (event) => samples.push(...event.samples));
  await ask(session, 'Get the sentence.');
  return Int16Array.from([...silence, ...samples, ...silence]);
}
