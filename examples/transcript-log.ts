// What both sides said, with the time it was said: a spoken question and its answer, as a log.
import assert from 'node:assert/strict';
import { RealtimeAgent, RealtimeRunner, tool } from 'hark/realtime';
import { z } from 'zod';
import { openServer } from './support/server.ts';
import { record } from './support/talk.ts';

await using server = await openServer();
const speech = await record(server, 'What time is it?');

const getTime = tool({
  name: 'get_current_time',
  description: 'Tells the time.',
  parameters: z.object({}),
  execute: () => 'It is noon.',
});
const runner = new RealtimeRunner({
  startingAgent: new RealtimeAgent({ name: 'Assistant', tools: [getTime] }),
  config: { modelSettings: { turnDetection: { type: 'server_vad', silenceDurationMs: 400 } } },
});
await using session = await runner.run({ modelConfig: { url: server.url, apiKey: server.apiKey } });

/** When each item began: speech when it was first heard, an answer when its first word came. */
const began = new Map<string, Date>();
const begin = (itemId = ''): void => {
  if (!began.has(itemId)) began.set(itemId, new Date());
};
const log: { readonly at: Date; readonly role: string; readonly text: string }[] = [];

// A microphone would send this in pieces, as they come.
session.sendAudio(speech);
for await (const event of session) {
  if (event.type === 'error') throw event.error;
  if (event.type === 'user_speech_started') begin(event.itemId);
  if (event.type === 'transcript') begin(event.itemId);
  if (event.type === 'transcript' && event.final) {
    const at = began.get(event.itemId) ?? new Date();
    log.push({ at, role: event.role, text: event.text });
  }
  if (event.type === 'idle') break;
}
log.sort((a, b) => a.at.getTime() - b.at.getTime());
for (const { at, role, text } of log) console.log(`${at.toISOString().slice(11, 23)} ${role}: ${text}`);

assert.deepEqual(
  log.map(({ role }) => role),
  ['user', 'assistant'],
);
assert.match(log[0]?.text ?? '', /what time is it/i);
assert.match(log[1]?.text ?? '', /noon/);
