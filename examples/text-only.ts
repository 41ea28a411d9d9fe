// Written answers: no voice, text as it is made.
import assert from 'node:assert/strict';
import { RealtimeAgent, RealtimeRunner, tool } from 'hark/realtime';
import { z } from 'zod';
import { openServer } from './support/server.ts';

await using server = await openServer();

const explain = tool({
  name: 'explain_realtime',
  description: 'Explains what realtime means.',
  parameters: z.object({}),
  execute: () =>
    'Realtime means two things. You need not wait for the whole answer. And you may interrupt it.',
});
const agent = new RealtimeAgent({
  name: 'Writer',
  instructions: 'Be concise but clear. If you are unsure, say so.',
  tools: [explain],
});
const runner = new RealtimeRunner({
  startingAgent: agent,
  // The speed is that of a voice; a text-only session may carry it all the same.
  config: { modelSettings: { outputModalities: ['text'], speed: 1.2, turnDetection: null } },
});
await using session = await runner.run({ modelConfig: { url: server.url, apiKey: server.apiKey } });
session.sendMessage('Explain realtime.');

const deltas: string[] = [];
let final = '';
for await (const event of session) {
  if (event.type === 'error') throw event.error;
  assert.notEqual(event.type, 'audio');
  if (event.type === 'transcript' && event.role === 'assistant') {
    assert.equal(event.source, 'text');
    process.stdout.write(event.delta);
    if (event.final) final = event.text;
    else deltas.push(event.delta);
  }
  if (event.type === 'idle') break;
}
console.log(`\n${deltas.length} deltas`);

assert.equal(deltas.join(''), final);
assert.match(final, /interrupt it/);
assert.equal(session.settings.speed, 1.2);
