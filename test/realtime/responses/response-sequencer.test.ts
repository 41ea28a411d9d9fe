import { describe, expect, it } from 'vitest';
import { ResponseSequencer } from '#realtime/responses/response-sequencer.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function setUp() {
  const clock = createFakeClock();
  const creates: string[] = [];
  const params: unknown[] = [];
  const cancels: string[] = [];
  const stalls: string[] = [];
  let count = 0;
  const sequencer = new ResponseSequencer({
    clock,
    newRequestId: () => {
      count += 1;
      return `req_${count}`;
    },
    sendCreate: (requestId, payload) => {
      creates.push(requestId);
      params.push(payload);
    },
    sendCancel: (responseId) => cancels.push(responseId),
    onFree: () => {},
    onStalled: (what) => stalls.push(what),
  });
  return { clock, creates, params, cancels, stalls, sequencer };
}

describe('ResponseSequencer', () => {
  it('SQ-1: sends at once when free, and merges what waits for a running response', () => {
    const { sequencer, creates } = setUp();
    sequencer.request();
    expect(creates).toHaveLength(1);
    sequencer.request();
    sequencer.request();
    sequencer.handleStarted('resp_1');
    expect(creates).toHaveLength(1);
    sequencer.handleDone('resp_1');
    expect(creates).toHaveLength(2);
    sequencer.handleStarted('resp_2');
    sequencer.handleDone('resp_2');
    expect(creates).toHaveLength(2);
    expect(sequencer.isIdle).toBe(true);
  });

  it('SQ-1: requests with a payload keep their own, in order', () => {
    const { sequencer, params } = setUp();
    sequencer.request();
    sequencer.request({ params: { a: 1 } });
    sequencer.request();
    sequencer.request({ params: { b: 2 } });
    for (let round = 1; round <= 4; round += 1) {
      sequencer.handleStarted(`resp_${round}`);
      sequencer.handleDone(`resp_${round}`);
    }
    expect(params).toEqual([undefined, { a: 1 }, undefined, { b: 2 }]);
  });

  it('SQ-2: a create that lost the race goes out again when the other response is done, under a new id', () => {
    const { sequencer, creates } = setUp();
    sequencer.request();
    sequencer.handleStarted('resp_vad');
    sequencer.handleRefused('req_1', true);
    expect(creates).toEqual(['req_1']);
    sequencer.handleDone('resp_vad');
    expect(creates).toEqual(['req_1', 'req_2']);
  });

  it('SQ-2: a lost create is not repeated when the winner saw what it was about', () => {
    const { sequencer, creates } = setUp();
    sequencer.request({ answers: ['item_1', 'item_2'] });
    sequencer.handleItem('item_1');
    sequencer.handleItem('item_2');
    sequencer.handleStarted('resp_vad');
    sequencer.handleRefused('req_1', true);
    sequencer.handleDone('resp_vad');
    expect(creates).toEqual(['req_1']);
  });

  it('SQ-2: what waits is answered by a response that began after its items had arrived, and only by such a one', () => {
    const { sequencer, creates } = setUp();
    sequencer.handleStarted('resp_1');
    sequencer.request({ answers: ['item_1'] });
    sequencer.request({ answers: ['item_2'] });
    sequencer.handleItem('item_1');
    sequencer.handleDone('resp_1');
    expect(creates).toEqual(['req_1']);

    const other = setUp();
    other.sequencer.setUserSpeaking(true);
    other.sequencer.request({ answers: ['item_1'], patient: true });
    other.sequencer.handleItem('item_1');
    other.sequencer.handleStarted('resp_vad');
    other.sequencer.setUserSpeaking(false);
    other.sequencer.handleDone('resp_vad');
    expect(other.creates).toEqual([]);
  });

  it('SQ-2: a conflict with a response nobody told us of is tried again after a pause, but not forever', () => {
    const { sequencer, creates, stalls, clock } = setUp();
    sequencer.request();
    for (let round = 0; round < 10; round += 1) {
      sequencer.handleRefused(creates.at(-1), true);
      clock.advance(1_000);
    }
    expect(creates).toHaveLength(6);
    expect(stalls).toEqual(['response_conflict']);
    expect(sequencer.isIdle).toBe(true);
  });

  it('SQ-4: a create without a start is given up after 10 s, and the next one goes out', () => {
    const { sequencer, creates, stalls, clock } = setUp();
    sequencer.request();
    sequencer.request();
    clock.advance(9_999);
    expect(creates).toHaveLength(1);
    clock.advance(1);
    expect(stalls).toEqual(['response_start']);
    expect(creates).toHaveLength(2);
  });

  it('SQ-4: a response without an end is given up 60 s after its last sign of life', () => {
    const { sequencer, stalls, clock } = setUp();
    sequencer.request();
    sequencer.handleStarted('resp_1');
    clock.advance(40_000);
    sequencer.handleActivity('resp_1');
    clock.advance(59_999);
    expect(sequencer.activeResponseId).toBe('resp_1');
    clock.advance(1);
    expect(stalls).toEqual(['response_end']);
    expect(sequencer.activeResponseId).toBeUndefined();
  });

  it('SQ-5: an error about something else releases nothing', () => {
    const { sequencer, creates } = setUp();
    sequencer.request();
    sequencer.request();
    sequencer.handleRefused('other', false);
    sequencer.handleRefused(undefined, false);
    expect(creates).toHaveLength(1);
    sequencer.handleRefused('req_1', false);
    expect(creates).toHaveLength(2);
  });

  it('SQ-5: a late refusal of an earlier attempt is not taken for the current one', () => {
    const { sequencer, creates } = setUp();
    sequencer.request();
    sequencer.handleStarted('resp_vad');
    sequencer.handleRefused('req_1', true);
    sequencer.handleDone('resp_vad');
    sequencer.handleRefused('req_1', true);
    sequencer.handleStarted('resp_2', 'req_2');
    sequencer.handleDone('resp_2');
    expect(creates).toEqual(['req_1', 'req_2']);
  });

  it('SQ-1: where the server names our requests, a create stays outstanding while a foreign response comes and goes', () => {
    const { sequencer, creates } = setUp();
    sequencer.request();
    sequencer.handleStarted('resp_1', 'req_1');
    sequencer.handleDone('resp_1');
    sequencer.request();
    sequencer.request();
    sequencer.handleStarted('resp_vad');
    sequencer.handleDone('resp_vad');
    expect(creates).toEqual(['req_1', 'req_2']);
    sequencer.handleStarted('resp_2', 'req_2');
    sequencer.handleDone('resp_2');
    expect(creates).toEqual(['req_1', 'req_2', 'req_3']);
  });

  it('cancels once, and what has not begun as soon as it does', () => {
    const { sequencer, cancels } = setUp();
    sequencer.cancel();
    sequencer.request();
    sequencer.cancel();
    sequencer.handleStarted('resp_1');
    sequencer.cancel();
    expect(cancels).toEqual(['resp_1']);
    expect(sequencer.isCancelling).toBe(true);
    sequencer.handleDone('resp_1');
    expect(sequencer.isCancelling).toBe(false);
  });

  it('holds patient requests while the person speaks, and lets others pass', () => {
    const { sequencer, params } = setUp();
    sequencer.setUserSpeaking(true);
    sequencer.request({ patient: true, answers: ['item_1'] });
    sequencer.request({ params: { now: true } });
    expect(params).toEqual([{ now: true }]);
    sequencer.handleStarted('resp_1');
    sequencer.handleDone('resp_1');
    sequencer.setUserSpeaking(false);
    expect(params).toEqual([{ now: true }, undefined]);
  });

  it('leaves no timer behind when it is closed', () => {
    const { sequencer, clock, creates } = setUp();
    sequencer.request();
    sequencer.request();
    sequencer.close();
    expect(clock.pending).toBe(0);
    expect(creates).toHaveLength(1);
  });

  it('SQ-1: a request that was cancelled and then refused is not made again', () => {
    const { sequencer, creates, clock } = setUp();
    sequencer.request();
    sequencer.cancel();
    sequencer.handleRefused(creates[0], true);
    clock.advance(60_000);
    expect(creates).toHaveLength(1);
    expect(sequencer.isIdle).toBe(true);
  });

  it('SQ-1: a cancelled request does not take the answer of the server along', () => {
    const { sequencer, creates, cancels } = setUp();
    sequencer.request();
    sequencer.handleStarted('resp_1', creates[0]);
    sequencer.handleDone('resp_1');
    sequencer.request();
    sequencer.cancel();
    sequencer.handleStarted('resp_by_server');
    expect(cancels).toEqual([]);
    sequencer.handleDone('resp_by_server');
    sequencer.handleStarted('resp_2', creates[1]);
    expect(cancels).toEqual(['resp_2']);
  });

  it('SQ-1: a response that is cancelled as it begins answers nobody else', () => {
    const { sequencer, creates } = setUp();
    sequencer.request({ answers: ['item_1'] });
    sequencer.cancel();
    sequencer.request({ answers: ['item_2'] });
    sequencer.handleItem('item_1');
    sequencer.handleItem('item_2');
    sequencer.handleStarted('resp_1', creates[0]);
    sequencer.handleDone('resp_1');
    expect(creates).toHaveLength(2);
  });
});
