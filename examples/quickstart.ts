// The shortest conversation: an agent, a runner, a session, one message, one spoken answer.
import assert from 'node:assert/strict';
import { RealtimeAgent, RealtimeRunner } from 'hark/realtime';
import { openServer } from './support/server.ts';

await using server = await openServer();

const agent = new RealtimeAgent({
  name: 'Assistant',
  instructions: 'You are a helpful voice assistant. Keep your answers brief and conversational.',
});
const runner = new RealtimeRunner({
  startingAgent: agent,
  config: { modelSettings: { voice: 'alloy', inputAudioTranscription: { language: 'en' } } },
});

// With OPENAI_API_KEY set, `runner.run()` alone talks to OpenAI.
await using session = await runner.run({ modelConfig: { url: server.url, apiKey: server.apiKey } });
session.sendMessage('Hello!');

let answer = '';
let samples = 0;
for await (const event of session) {
  if (event.type === 'error') throw event.error;
  // Mono pcm16 samples: give them to a player.
  if (event.type === 'audio') samples += event.samples.length;
  if (event.type === 'transcript' && event.final) {
    console.log(`${event.role}: ${event.text}`);
    answer = event.text;
  }
  if (event.type === 'idle') break;
}
console.log(`${(samples / 24_000).toFixed(1)} s of audio`);

assert.match(answer, /\w/);
assert.ok(samples > 24_000 / 2, 'the answer was spoken');
