import { describe, expect, it } from 'vitest';
import { connectSession } from '../support/connected-session.ts';
import { audioDelta, speechStarted } from '../support/wire-script.ts';

const at = { responseId: 'resp_1', itemId: 'item_A1' };
const delta = (fields: object): string =>
  JSON.stringify({ ...audioDelta(at, new Int16Array([1, 2])), ...fields });
const MIB = 1024 * 1024;

/** Each must cost one warning and nothing else. */
const damaged: readonly (readonly [string, string | Uint8Array])[] = [
  ['not JSON', '{"type":'],
  ['nothing', ''],
  ['JSON that is no object', '[1,2,3]'],
  ['an object without a type', '{"event_id":"event_1"}'],
  ['a type that is no string', '{"type":7}'],
  ['a field of a wrong type', delta({ delta: 7 })],
  ['a missing field', delta({ item_id: undefined })],
  ['16 MiB of nothing', ' '.repeat(16 * MIB)],
  ['16 MiB of a string', `"${'x'.repeat(16 * MIB - 2)}"`],
  ['bad base64', delta({ delta: '%%% not base64 %%%' })],
  ['10,000 levels of arrays', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  [
    '10,000 levels inside an event',
    delta({ extra: 0 }).replace('0}', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`),
  ],
  ['a binary frame', new Uint8Array(20)],
];

describe('the gate for what a server sends', () => {
  it.each(damaged)('takes %s as one counted warning, and hears the next frame', async (_, frame) => {
    const { session, peer, play, of } = await connectSession();
    if (typeof frame === 'string') peer.sendText(frame);
    else peer.sendBinary(frame);
    await play(speechStarted('item_U1'));
    expect(session.badFrames).toBe(1);
    expect(of('error')).toMatchObject([{ error: { reason: 'server' }, fatal: false }]);
    expect(of('user_speech_started')).toHaveLength(1);
    expect(session.connection.state).toBe('connected');
  });

  it('RS-10: hands on events and fields nobody knows, and copies no prototype', async () => {
    const { session, peer, play, of } = await connectSession();
    peer.sendText('{"type":"vendor.news","__proto__":{"polluted":true},"payload":[1]}');
    await play({ ...speechStarted('item_U1'), confidence: 0.9, nested: { more: [true] } });
    const [unknown, known] = of('raw_model_event').slice(-2);
    expect(unknown!.data).toEqual({ type: 'vendor.news', payload: [1] });
    expect(known!.data).toMatchObject({ confidence: 0.9, nested: { more: [true] } });
    expect('polluted' in {}).toBe(false);
    expect(session.badFrames).toBe(0);
    expect(of('user_speech_started')).toHaveLength(1);
  });

  it('puts samples together that were cut at odd bytes', async () => {
    const { session, peer, play, of } = await connectSession();
    const [first, second] = [Uint8Array.of(1, 0, 2), Uint8Array.of(0, 3, 0)];
    for (const bytes of [first, second])
      peer.sendText(delta({ delta: Buffer.from(bytes).toString('base64') }));
    await play(speechStarted('item_U1'));
    expect(of('audio').flatMap(({ samples }) => [...samples])).toEqual([1, 2, 3]);
    expect(session.badFrames).toBe(0);
  });
});
