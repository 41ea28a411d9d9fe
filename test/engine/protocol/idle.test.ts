import { describe, expect, test } from 'vitest';
import {
  append,
  type EngineClient,
  loud,
  ofType,
  silence,
  typesOf,
  userText,
} from '../support/engine-client.ts';
import { type ClientWorld, startClient } from '../support/engine-world.ts';
import { input, respond, SPOKEN_ANSWER } from '../support/sequences.ts';

const ANSWER_MS = 500;
const IDLE_MS = 6000;
const idle = input({ turn_detection: { type: 'server_vad', idle_timeout_ms: IDLE_MS } });

/** An answer of 500 ms has just been sent. */
async function answerOnce({ client }: ClientWorld): Promise<void> {
  client.send(idle, append(silence(992)), userText('hello'), respond);
  await client.takeUntil('response.done');
}

/** Settles when everything sent was handled. Unlike `settled`, it is only (bad) audio, which is no activity of the client. */
async function audioHandled(client: EngineClient): Promise<readonly string[]> {
  client.send(append('?'));
  return typesOf(await client.takeUntil('error')).slice(0, -1);
}

describe('the idle timeout (§8.9)', () => {
  test('lets the model speak when the user says nothing for that long after the answer was heard', async () => {
    await using world = await startClient();
    const { client, clock } = world;
    await answerOnce(world);
    clock.advance(ANSWER_MS + IDLE_MS - 1);
    expect(await audioHandled(client)).toEqual([]);
    clock.advance(1);
    const events = await client.takeUntil('response.done');
    expect(typesOf(events)).toEqual([
      'input_audio_buffer.timeout_triggered',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      ...SPOKEN_ANSWER,
    ]);
    const [triggered] = ofType(events, 'input_audio_buffer.timeout_triggered');
    expect(triggered).toMatchObject({ audio_start_ms: 992, audio_end_ms: 992 });
    expect(ofType(events, 'input_audio_buffer.committed')[0]?.item_id).toBe(triggered?.item_id);
  });

  test.each([
    ['speech', append(loud(320))],
    ['any other event of the client', userText('wait')],
  ])('is called off by %s', async (_title, event) => {
    await using world = await startClient();
    const { client, clock } = world;
    await answerOnce(world);
    client.send(event);
    await audioHandled(client);
    clock.advance(10 * IDLE_MS);
    expect(await audioHandled(client)).not.toContain('input_audio_buffer.timeout_triggered');
  });

  test('is not called off by silence that goes on arriving', async () => {
    await using world = await startClient();
    const { client, clock } = world;
    await answerOnce(world);
    client.send(append(silence(992)));
    await audioHandled(client);
    clock.advance(ANSWER_MS + IDLE_MS);
    const { audio_start_ms, audio_end_ms } = await client.next('input_audio_buffer.timeout_triggered');
    expect([audio_start_ms, audio_end_ms]).toEqual([992, 2 * 992]);
  });

  test('is off unless the session asks for it', async () => {
    await using world = await startClient();
    const { client, clock } = world;
    client.send(userText('hello'), respond);
    await client.takeUntil('response.done');
    clock.advance(60_000);
    expect(await audioHandled(client)).toEqual([]);
  });
});
