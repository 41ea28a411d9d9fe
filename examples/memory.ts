// Facts that outlive a turn, and a conversation: tools write them down and look them up.
import assert from 'node:assert/strict';
import { RealtimeAgent, RealtimeRunner, tool } from 'hark/realtime';
import { z } from 'zod';
import { openServer } from './support/server.ts';
import { ask } from './support/talk.ts';

await using server = await openServer();

const facts: string[] = [];

const remember = tool({
  name: 'remember_fact',
  description: 'Writes a fact down.',
  parameters: z.object({ text: z.string() }),
  execute: ({ text }) => {
    facts.push(text);
    return 'I will remember that.';
  },
});
const recall = tool({
  name: 'recall_facts',
  description: 'Looks up what was written down.',
  parameters: z.object({ query: z.string().optional() }),
  execute: ({ query = '' }) => {
    const words = query.split(' ').filter((word) => word.length > 3);
    const found = facts.filter((fact) => words.some((word) => fact.includes(word)));
    return found.length === 0 ? 'I know nothing about that.' : `You told me: ${found.join('; ')}.`;
  },
});

const agent = new RealtimeAgent({ name: 'Assistant', tools: [remember, recall] });
const runner = new RealtimeRunner({ startingAgent: agent });
const modelConfig = { url: server.url, apiKey: server.apiKey };

{
  await using first = await runner.run({ modelConfig });
  await ask(first, 'Remember that my bicycle is in the cellar.');
  await ask(first, 'Remember that the meeting is on Friday.');
  const answer = await ask(first, 'What do you know about the meeting?');
  assert.match(answer, /friday/i);
  assert.doesNotMatch(answer, /cellar/);
}

console.log('  (another conversation)');
await using second = await runner.run({ modelConfig });
assert.match(await ask(second, 'What do you know about my bicycle?'), /cellar/);
assert.equal(facts.length, 2);
