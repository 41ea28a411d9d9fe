// Voices: one per agent or session, fixed once the assistant has been heard.
import assert from 'node:assert/strict';
import { RealtimeAgent, RealtimeRunner, type RealtimeSessionSettingsInput } from 'hark/realtime';
import { openServer } from './support/server.ts';
import { ask } from './support/talk.ts';

await using server = await openServer();

/** Says hello in a session of its own; answers with the sound. */
async function hello(agent: RealtimeAgent, settings: RealtimeSessionSettingsInput): Promise<Int16Array> {
  const runner = new RealtimeRunner({ startingAgent: agent, config: { modelSettings: settings } });
  await using session = await runner.run({ modelConfig: { url: server.url, apiKey: server.apiKey } });
  const samples: number[] = [];
  session.on('audio', (event) => samples.push(...event.samples));
  await ask(session, 'Hello!');

  console.log(`  ${session.settings.voice}: ${(samples.length / 24_000).toFixed(2)} s`);

  // From the first sound on a server refuses another voice: the session leaves it out and says so, once.
  const warnings: (string | undefined)[] = [];
  session.on('error', ({ error }) => warnings.push(error.field));
  await session.updateSession({ voice: 'echo' });
  assert.deepEqual(warnings, ['voice']);
  return Int16Array.from(samples);
}

const plain = new RealtimeAgent({ name: 'Assistant' });
const scot = new RealtimeAgent({ name: 'Hamish', voice: 'fable' });

const marin = await hello(plain, { voice: 'marin' });
const cedar = await hello(plain, { voice: 'cedar' });
const brisk = await hello(plain, { voice: 'cedar', speed: 1.4 });
// The agent's own voice wins over that of the runner.
const fable = await hello(scot, { voice: 'marin' });

assert.notDeepEqual(marin, cedar);
assert.notDeepEqual(marin, fable);
assert.ok(brisk.length < 0.9 * cedar.length, 'a higher speed takes less time');
