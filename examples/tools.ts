// Functions the model can call. What they return, or that they failed, is what the model goes on with.
import assert from 'node:assert/strict';
import { RealtimeAgent, RealtimeRunner, tool } from 'hark/realtime';
import { z } from 'zod';
import { openServer } from './support/server.ts';
import { ask, untilIdle } from './support/talk.ts';

await using server = await openServer();

const getCurrentTime = tool({
  name: 'get_current_time',
  description: 'Tells the time.',
  parameters: z.object({}),
  execute: () => `It is ${new Date().toLocaleTimeString('en-GB', { timeStyle: 'short' })}.`,
});

const getWeather = tool({
  name: 'get_weather',
  description: 'Get the current weather for a city.',
  parameters: z.object({ city: z.string() }),
  timeoutMs: 2_000,
  execute: ({ city }) => {
    if (city === 'Atlantis') throw new Error('there is no such city');
    return `It is sunny in ${city}, 22 degrees.`;
  },
});

const agent = new RealtimeAgent({ name: 'Assistant', tools: [getCurrentTime, getWeather] });
const runner = new RealtimeRunner({ startingAgent: agent });
await using session = await runner.run({ modelConfig: { url: server.url, apiKey: server.apiKey } });
session.on('tool_start', ({ toolName, arguments: args }) =>
  console.log(`  ${toolName} ${JSON.stringify(args)}`),
);
const ended: string[] = [];
session.on('tool_end', ({ toolName, outcome, output }) => {
  ended.push(`${toolName} ${outcome}`);
  console.log(`  ${toolName} ${outcome}: ${output}`);
});

assert.match(await ask(session, 'What time is it?'), /^It is \d/);
assert.match(await ask(session, "What's the weather in Paris?"), /sunny in Paris/);
// A tool that throws is told to the model, which says so.
assert.match(await ask(session, "What's the weather in Atlantis?"), /\w/);

// A model may call what does not exist, here because it was told of a tool we do not have. It gets that as the output.
const missing = { type: 'function', name: 'get_horoscope', parameters: { type: 'object', properties: {} } };
session.sendRaw({
  type: 'conversation.item.create',
  item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Get my horoscope.' }] },
});
session.sendRaw({ type: 'response.create', response: { tools: [missing] } });
await untilIdle(session);

assert.match(await ask(session, 'What time is it?'), /^It is \d/);
assert.deepEqual(ended, [
  'get_current_time success',
  'get_weather success',
  'get_weather error',
  'get_horoscope unknown_tool',
  'get_current_time success',
]);
