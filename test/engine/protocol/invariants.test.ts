import { setImmediate as afterOtherEvents } from 'node:timers/promises';
import fc from 'fast-check';
import { test } from 'vitest';
import type { BrainOutput } from '#engine/stages.ts';
import type { ClientEvent } from '#shared/wire/client-events.ts';
import type { ServerEvent } from '#shared/wire/server-events.ts';
import { append, type EngineClient, loud, ofType, silence, userText } from '../support/engine-client.ts';
import { type ClientWorld, startClient } from '../support/engine-world.ts';
import { checkInvariants } from '../support/invariants.ts';
import { input, pushToTalk, respond } from '../support/sequences.ts';

type Step = { readonly send: (client: EngineClient) => ClientEvent } | { readonly wait: number };
const send = (event: ClientEvent): Step => ({ send: () => event });
const lastOf = (client: EngineClient, type: ServerEvent['type']): string => {
  const event = client.events.findLast((candidate) => candidate.type === type);
  return event !== undefined && 'item' in event ? (event.item.id ?? '') : 'nobody';
};

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }).map((wait) => ({ wait })) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 900 }).map((ms) => send(append(loud(ms)))) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 900 }).map((ms) => send(append(silence(ms)))) },
  fc.constantFrom(
    ...[
      respond,
      respond,
      { type: 'response.create', response: { conversation: 'none', input: [] } },
      { type: 'response.create', response: { output_modalities: ['text'] } },
      { type: 'response.cancel' },
      { type: 'input_audio_buffer.commit' },
      { type: 'input_audio_buffer.clear' },
      userText('hello'),
      pushToTalk,
      input({ turn_detection: { type: 'server_vad' }, transcription: { model: 'm' } }),
      input({ turn_detection: { type: 'server_vad', interrupt_response: false, silence_duration_ms: 200 } }),
      input({ turn_detection: { type: 'semantic_vad', eagerness: 'high' } }),
    ].map((event) => send(event as ClientEvent)),
  ),
  fc.integer({ min: 0, max: 800 }).map((audio_end_ms) => ({
    send: (client: EngineClient) => ({
      type: 'conversation.item.truncate' as const,
      item_id: lastOf(client, 'response.output_item.added'),
      content_index: 0,
      audio_end_ms,
    }),
  })),
  fc.constant({
    send: (client: EngineClient) => ({
      type: 'conversation.item.delete' as const,
      item_id: lastOf(client, 'conversation.item.added'),
    }),
  }),
);

const answer: fc.Arbitrary<BrainOutput[]> = fc.array(
  fc.oneof(
    fc.constant<BrainOutput>({ type: 'say', text: 'One, two, three.' }),
    fc.constant<BrainOutput>({ type: 'call', name: 'a', arguments: '{"b":1}' }),
  ),
  { maxLength: 4 },
);

async function play(steps: readonly Step[], { client }: ClientWorld): Promise<void> {
  for (const current of steps) {
    if ('send' in current) client.send(current.send(client));
    else for (let turn = 0; turn < current.wait; turn += 1) await afterOtherEvents();
  }
}

/** Everything the client received, once all responses are over. */
async function finalEvents({ client }: ClientWorld): Promise<readonly ServerEvent[]> {
  const handled = await client.settled();
  const all = (): readonly ServerEvent[] => [...handled, ...client.events];
  while (ofType(all(), 'response.created').length > ofType(all(), 'response.done').length)
    await afterOtherEvents();
  return all();
}

test('whatever a client does, the events it gets keep the invariants of §14.1', async () => {
  const steps = fc.array(step, { maxLength: 60 });
  const answers = fc.array(answer, { minLength: 10, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(steps, answers, async (played, scripted) => {
      await using world = await startClient();
      for (const outputs of scripted) world.brain.script(...outputs);
      await play(played, world);
      checkInvariants(await finalEvents(world));
    }),
    { numRuns: 150 },
  );
}, 60_000);
