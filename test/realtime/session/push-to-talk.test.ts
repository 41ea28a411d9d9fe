import { describe, expect, it } from 'vitest';
import { connectSession } from '../support/connected-session.ts';
import { answerStart, ramp, samplesOf, toolCalls } from '../support/wire-script.ts';

const manual = { config: { modelSettings: { turnDetection: null } } };
const sent = (received: readonly { readonly type: string }[]): string[] =>
  received.map((event) => event.type).filter((type) => type !== 'session.update');

describe('push to talk', () => {
  it('RS-6: a turn is clear, append, commit, then a request for the answer', async () => {
    const { session, peer } = await connectSession(manual);
    session.startTurn();
    for (let frame = 0; frame < 5; frame += 1) session.sendAudio(ramp(480, frame * 480));
    session.endTurn();
    await peer.settled();

    expect(sent(peer.received)).toEqual([
      'input_audio_buffer.clear',
      ...Array(5).fill('input_audio_buffer.append'),
      'input_audio_buffer.commit',
      'response.create',
    ]);
    const audio = peer.received.flatMap((event) =>
      event.type === 'input_audio_buffer.append' ? [...samplesOf(event.audio)] : [],
    );
    expect(audio).toEqual([...ramp(2_400)]);
    expect(peer.violations).toEqual([]);
  });

  it('RS-6: a turn under 100 ms is dropped here, with an event and no server error', async () => {
    const { session, peer, of } = await connectSession(manual);
    session.startTurn();
    session.sendAudio(ramp(2_399));
    session.endTurn();
    await peer.settled();
    expect(sent(peer.received)).toEqual([
      'input_audio_buffer.clear',
      'input_audio_buffer.append',
      'input_audio_buffer.clear',
    ]);
    expect(of('turn_dropped')).toMatchObject([{ audioMs: 2_399 / 24 }]);
  });

  it('a turn can be committed without an answer, or called off', async () => {
    const { session, peer } = await connectSession(manual);
    session.startTurn();
    session.sendAudio(ramp(4_800));
    session.endTurn({ respond: false });
    session.startTurn();
    session.sendAudio(ramp(4_800));
    session.cancelTurn();
    session.endTurn();
    await peer.settled();
    expect(sent(peer.received)).toEqual([
      'input_audio_buffer.clear',
      'input_audio_buffer.append',
      'input_audio_buffer.commit',
      'input_audio_buffer.clear',
      'input_audio_buffer.append',
      'input_audio_buffer.clear',
    ]);
  });

  it('IN-2: pressing the key interrupts the answer: cancel, truncate, then the turn', async () => {
    const { session, peer, play, of } = await connectSession(manual);
    await play(...answerStart({ responseId: 'resp_1', itemId: 'item_A1', text: 'Once upon', audioMs: 500 }));
    session.playback.report({ itemId: 'item_A1', playedSamples: 2_400 });
    session.startTurn();
    await peer.settled();
    expect(sent(peer.received)).toEqual([
      'response.cancel',
      'conversation.item.truncate',
      'input_audio_buffer.clear',
    ]);
    expect(of('audio_interrupted')).toMatchObject([{ playedMs: 100 }]);
  });

  it('a tool that ends while the key is held does not make the assistant talk over the person', async () => {
    const { session, peer, play } = await connectSession(manual);
    session.startTurn();
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'nothing', args: '{}' }]));
    expect(sent(peer.received)).not.toContain('response.create');
    session.sendAudio(ramp(4_800));
    session.endTurn();
    await peer.settled();
    expect(sent(peer.received).filter((type) => type === 'response.create')).toHaveLength(1);
  });

  it('RS-5: sends exactly the bytes of a view, not those of the memory around it', async () => {
    const { session, peer } = await connectSession(manual);
    const pool = ramp(1_000);
    session.sendAudio(pool.subarray(100, 340));
    session.sendAudio(new Uint8Array(pool.buffer, 200, 480));
    session.sendAudio(new DataView(pool.buffer, 200, 480));
    const first = await peer.next('input_audio_buffer.append');
    const second = await peer.next('input_audio_buffer.append');
    const third = await peer.next('input_audio_buffer.append');
    expect([...samplesOf(first.audio)]).toEqual([...pool.subarray(100, 340)]);
    expect(second.audio).toBe(first.audio);
    expect(third.audio).toBe(first.audio);
  });

  it('RS-5: commits on request', async () => {
    const { session, peer } = await connectSession(manual);
    expect(session.sendAudio(ramp(4_800), { commit: true })).toBe(true);
    await peer.settled();
    expect(sent(peer.received)).toEqual(['input_audio_buffer.append', 'input_audio_buffer.commit']);
  });
});
