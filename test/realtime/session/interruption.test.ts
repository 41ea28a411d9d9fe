import { describe, expect, it, vi } from 'vitest';
import type { PlayedReport } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import {
  answer,
  answerEnd,
  answerStart,
  audioDelta,
  ramp,
  responseCreated,
  responseDone,
  speechStarted,
  transcriptDelta,
} from '../support/wire-script.ts';

const story = {
  responseId: 'resp_1',
  itemId: 'item_A1',
  text: 'One two three four five six seven eight',
  audioMs: 1_000,
};
/** What the client sent after it was configured. */
const sent = (received: readonly { readonly type: string }[]): string[] =>
  received.map((event) => event.type).filter((type) => type !== 'session.update');

describe('interruption', () => {
  it('IN-2 IN-3 IN-5: speech stops playback at once and truncates at the sample really played', async () => {
    const { session, peer, play, of } = await connectSession();
    await play(...answerStart(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 12_013 });
    await play(speechStarted('item_U2'));

    expect(of('audio_interrupted')).toMatchObject([{ itemId: 'item_A1', contentIndex: 0, playedMs: 500 }]);
    expect(await peer.next('conversation.item.truncate')).toMatchObject({
      item_id: 'item_A1',
      content_index: 0,
      audio_end_ms: 500,
    });
    // The server was told to interrupt by itself; a cancel of ours would only be an error.
    expect(sent(peer.received)).toEqual(['conversation.item.truncate']);

    await play(...answerEnd(story, 'cancelled'));
    expect(session.history).toMatchObject([
      {
        itemId: 'item_A1',
        interrupted: true,
        status: 'incomplete',
        content: [{ transcript: 'One two three four' }],
      },
    ]);
    expect(peer.violations).toEqual([]);
  });

  it('IN-4: late deltas of an interrupted answer are never heard, the next answer is', async () => {
    const { session, play, of } = await connectSession();
    await play(...answerStart(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 100 });
    await play(
      speechStarted('item_U2'),
      audioDelta(story, ramp(480)),
      transcriptDelta(story, ' nine'),
      ...answerEnd(story, 'cancelled'),
    );
    expect(of('audio')).toHaveLength(1);
    expect(of('audio_end')).toEqual([]);
    expect(of('transcript')).toHaveLength(1);

    await play(...answer({ responseId: 'resp_2', itemId: 'item_A2', text: 'Yes?', audioMs: 50 }));
    expect(of('audio').map(({ itemId }) => itemId)).toEqual(['item_A1', 'item_A2']);
  });

  it('IN-3: what nobody heard is deleted, once the server has finished with it', async () => {
    const { session, peer, play } = await connectSession();
    await play(...answer({ ...story, responseId: 'resp_0', itemId: 'item_A0' }));
    session.playback.report({ itemId: 'item_A0', playedSamples: 6_000 });
    await play(...answerStart({ ...story, previousItemId: 'item_A0' }));
    await play(speechStarted('item_U2'));
    expect(sent(peer.received)).toEqual(['conversation.item.truncate']);
    await play(...answerEnd(story, 'cancelled'));
    expect(await peer.next('conversation.item.delete')).toMatchObject({ item_id: 'item_A1' });
    await play({ type: 'conversation.item.deleted', event_id: 'event_d', item_id: 'item_A1' });
    expect(session.history.map(({ itemId }) => itemId)).toEqual(['item_A0']);
  });

  it('IN-3: what nobody heard of a finished answer is deleted at once', async () => {
    const { session, peer, play } = await connectSession();
    await play(...answer({ ...story, responseId: 'resp_0', itemId: 'item_A0' }));
    await play(...answer({ ...story, previousItemId: 'item_A0' }));
    session.playback.report({ itemId: 'item_A0', playedSamples: 6_000 });
    await play(speechStarted('item_U2'));
    expect(await peer.next('conversation.item.truncate')).toMatchObject({
      item_id: 'item_A0',
      audio_end_ms: 250,
    });
    expect(await peer.next('conversation.item.delete')).toMatchObject({ item_id: 'item_A1' });
  });

  it('IN-3: an answer that was heard to its end is left alone', async () => {
    const { session, peer, play, of } = await connectSession();
    await play(...answer(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 24_000 });
    await play(speechStarted('item_U2'));
    expect(of('audio_interrupted')).toEqual([]);
    expect(sent(peer.received)).toEqual([]);
    expect(session.history[0]).not.toHaveProperty('interrupted');
  });

  it('IN-3: never truncates beyond what arrived, whatever the player says', async () => {
    const { session, peer, play } = await connectSession();
    await play(...answerStart(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 999_999 });
    session.playback.report({ itemId: 'item_unknown', playedSamples: 5 });
    await play(speechStarted('item_U2'));
    expect(sent(peer.received)).toEqual([]);
  });

  it('a host that never reports playback gets the stop, and nothing is guessed', async () => {
    const { session, peer, play, of } = await connectSession();
    await play(...answer(story));
    session.interrupt();
    await peer.settled();
    expect(of('audio_interrupted')).toMatchObject([{ itemId: 'item_A1', playedMs: 0 }]);
    expect(sent(peer.received)).toEqual([]);
    expect(session.history).toMatchObject([{ interrupted: true, content: [{ transcript: story.text }] }]);
  });

  it('asks the player where it stopped, because its last report may be old', async () => {
    const flushPlayback = vi.fn(
      async (): Promise<PlayedReport> => ({ itemId: 'item_A1', playedSamples: 14_400 }),
    );
    const { session, peer, play } = await connectSession({ flushPlayback });
    await play(...answerStart(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 12_000 });
    await play(speechStarted('item_U2'));
    expect(flushPlayback).toHaveBeenCalledTimes(1);
    expect(await peer.next('conversation.item.truncate')).toMatchObject({ audio_end_ms: 600 });
  });

  it('leaves alone what the player says it has played to the end', async () => {
    const flushPlayback = async (): Promise<PlayedReport> => ({ itemId: 'item_A1', playedSamples: 24_000 });
    const { session, peer, play } = await connectSession({ flushPlayback });
    await play(...answer(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 23_000 });
    await play(speechStarted('item_U2'));
    expect(sent(peer.received)).toEqual([]);
    expect(session.history[0]).not.toHaveProperty('interrupted');
  });

  it('does not listen to a player that answers too late', async () => {
    let answerNow = (_: PlayedReport): void => {};
    const flushPlayback = (): Promise<PlayedReport> => new Promise((resolve) => (answerNow = resolve));
    const { session, peer, play, clock } = await connectSession({ flushPlayback });
    await play(...answerStart(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 12_000 });
    await play(speechStarted('item_U2'));
    clock.advance(150);
    answerNow({ itemId: 'item_A1', playedSamples: 14_400 });
    await peer.settled();
    expect(sent(peer.received)).toEqual(['conversation.item.truncate']);
  });

  it.each([
    { player: 'does not answer', flush: () => new Promise<undefined>(() => {}) },
    { player: 'fails', flush: () => Promise.reject(new Error('gone')) },
    {
      player: 'throws',
      flush: () => {
        throw new Error('gone');
      },
    },
  ])('goes by the last report when the player $player', async ({ flush }) => {
    const { session, peer, play, clock, of } = await connectSession({ flushPlayback: flush });
    await play(...answerStart(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 12_000 });
    await play(speechStarted('item_U2'));
    expect(of('audio_interrupted')).toHaveLength(1);
    clock.advance(150);
    expect(await peer.next('conversation.item.truncate')).toMatchObject({ audio_end_ms: 500 });
  });

  it('RS-7: interrupt() cancels an answer that has not made a sound', async () => {
    const { session, peer, play, of } = await connectSession();
    await play(responseCreated('resp_1'));
    session.interrupt();
    expect(await peer.next('response.cancel')).toMatchObject({ response_id: 'resp_1' });
    await play(...answerStart(story).slice(1), ...answerEnd(story, 'cancelled'));
    expect(of('audio')).toEqual([]);
    expect(of('transcript')).toEqual([]);
  });

  it('RS-7: interrupt() cancels an answer that was asked for and has not begun, and a written one', async () => {
    const { session, peer, play, of } = await connectSession();
    session.sendMessage('Tell me everything');
    session.interrupt();
    const written = { responseId: 'resp_1', itemId: 'item_A1', text: 'Everything is', audioMs: 0 };
    await play(...answerStart(written));
    expect(await peer.next('response.cancel')).toMatchObject({ response_id: 'resp_1' });
    expect(of('transcript')).toEqual([]);
  });

  it('RS-7 IN-2: interrupt() stops the player, cancels before it truncates, and does all of it once', async () => {
    const { session, peer, play, of } = await connectSession();
    await play(...answerStart(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 12_000 });
    session.interrupt();
    session.interrupt();
    await peer.settled();
    expect(sent(peer.received)).toEqual(['response.cancel', 'conversation.item.truncate']);
    expect(of('audio_interrupted')).toMatchObject([{ itemId: 'item_A1', contentIndex: 0, playedMs: 500 }]);
  });

  it('IN-6: with interruptResponse off, speaking does not stop the answer', async () => {
    const { session, peer, play, of, firstUpdate } = await connectSession({
      config: { modelSettings: { turnDetection: { type: 'server_vad', interruptResponse: false } } },
    });
    expect(firstUpdate).toMatchObject({
      audio: { input: { turn_detection: { interrupt_response: false } } },
    });
    await play(...answerStart(story));
    session.playback.report({ itemId: 'item_A1', playedSamples: 12_000 });
    await play(speechStarted('item_U2'), audioDelta(story, ramp(480)), responseDone('resp_1'));
    expect(of('audio_interrupted')).toEqual([]);
    expect(of('audio')).toHaveLength(2);
    expect(sent(peer.received)).toEqual([]);
  });
});
