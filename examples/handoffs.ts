// Agents that hand the conversation over to each other: instructions and tools change, the conversation goes on.
import assert from 'node:assert/strict';
import { RealtimeAgent, RealtimeRunner, realtimeHandoff, tool } from 'hark/realtime';
import { z } from 'zod';
import { openServer } from './support/server.ts';
import { ask } from './support/talk.ts';

await using server = await openServer();
const modelConfig = { url: server.url, apiKey: server.apiKey };

const technical = new RealtimeAgent({
  name: 'Technical Support',
  instructions: 'You solve technical problems.',
});
const getBalance = tool({
  name: 'get_balance',
  description: 'Tells what the customer still has to pay.',
  parameters: z.object({}),
  execute: () => 'You have 12 euros left to pay.',
});
const billing = new RealtimeAgent({
  name: 'Billing Support',
  instructions: 'You answer questions about bills and payments.',
  tools: [getBalance],
  handoffs: [technical],
});
const triage = new RealtimeAgent({
  name: 'Customer Service',
  instructions: 'Find out what the customer needs and hand over to the right colleague.',
  handoffs: [
    realtimeHandoff(billing, { toolDescription: 'Questions about bills and payments.' }),
    realtimeHandoff(technical, {
      toolDescription: 'Technical problems.',
      onHandoff: () => console.log('  (a ticket is opened)'),
    }),
  ],
});

await using support = await new RealtimeRunner({ startingAgent: triage }).run({ modelConfig });
support.on('handoff', ({ from, to }) => console.log(`  ${from.name} → ${to.name}`));
await ask(support, 'Can I talk to billing?');
assert.equal(support.agent, billing);
assert.match(await ask(support, "What's my balance?"), /12 euros/);
await ask(support, 'Talk to technical support.');
assert.equal(support.agent, technical);
// Each agent has its own tools: technical support knows nothing of the balance.
assert.doesNotMatch(await ask(support, "What's my balance?"), /12 euros/);

const getWeather = tool({
  name: 'get_weather',
  description: 'Get the current weather for a city.',
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `It is raining in ${city}.`,
});
const weather = new RealtimeAgent({ name: 'Weather', tools: [getWeather] });
const travel = new RealtimeAgent({ name: 'Travel', handoffs: [weather] });

await using trip = await new RealtimeRunner({ startingAgent: travel }).run({ modelConfig });
await ask(trip, 'Let me talk to the weather desk.');
assert.equal(trip.agent, weather);
assert.match(await ask(trip, "What's the weather in London?"), /raining in London/);
