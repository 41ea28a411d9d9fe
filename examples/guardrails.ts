// A check of what the assistant says: an answer that trips it is stopped, and the model is told to answer otherwise.
import assert from 'node:assert/strict';
import { outputGuardrail, RealtimeAgent, RealtimeRunner, tool } from 'hark/realtime';
import { z } from 'zod';
import { openServer } from './support/server.ts';
import { ask } from './support/talk.ts';

await using server = await openServer();

const noPasswords = outputGuardrail({
  name: 'no passwords',
  policyHint: 'Never tell a password.',
  check: ({ text }) => ({ tripped: /swordfish/i.test(text), info: { characters: text.length } }),
});

const getNote = tool({
  name: 'get_note',
  description: 'Reads a note aloud.',
  parameters: z.object({ name: z.enum(['shopping', 'safe']) }),
  execute: ({ name }) => (name === 'safe' ? 'The password is swordfish.' : 'Buy milk.'),
});

const agent = new RealtimeAgent({ name: 'Assistant', tools: [getNote], outputGuardrails: [noPasswords] });
// Long answers are checked while they grow, each 50 characters, and every answer at its end. Held back, an answer is
// heard only once its words were checked; otherwise it is stopped in the middle.
const runner = new RealtimeRunner({
  startingAgent: agent,
  config: { guardrailSettings: { debounceTextLength: 50, holdAudio: true } },
});
await using session = await runner.run({ modelConfig: { url: server.url, apiKey: server.apiKey } });
const heard = new Set<string>();
session.on('audio', ({ itemId }) => heard.add(itemId));
const stopped: string[] = [];
session.on('guardrail_tripped', ({ guardrail, text, itemId }) => {
  stopped.push(itemId);
  console.log(`  ${guardrail}: "${text}" was stopped`);
});

assert.match(await ask(session, 'Get note shopping.'), /milk/);
assert.deepEqual(stopped, []);
const answer = await ask(session, 'Get note safe.');
assert.doesNotMatch(answer, /swordfish/i, 'another answer took its place');
assert.equal(stopped.length, 1);
assert.ok(!heard.has(stopped[0] ?? ''), 'nothing of it was heard');
