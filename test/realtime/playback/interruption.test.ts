import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RealtimePlaybackTracker } from '#realtime/index.ts';
import { Interruption } from '#realtime/playback/interruption.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

type Cut = { readonly itemId: string; readonly audioEndMs: number };

function setUp(tracker: RealtimePlaybackTracker) {
  const truncated: Cut[] = [];
  const deleted: string[] = [];
  const interrupted: string[] = [];
  const heard: (number | undefined)[] = [];
  const interruption = new Interruption({
    clock: createFakeClock(),
    tracker,
    flushPlayback: undefined,
    onStop: () => {},
    activeResponseId: () => undefined,
    onInterrupted: ({ itemId }) => interrupted.push(itemId),
    truncate: (cut) => truncated.push(cut),
    deleteItem: (itemId) => deleted.push(itemId),
    markHeard: (_, share) => heard.push(share),
  });
  return { interruption, truncated, deleted, interrupted, heard };
}

const receive = (tracker: RealtimePlaybackTracker, itemId: string, samples: number): void =>
  tracker.receive({ itemId, contentIndex: 0 }, samples, 24_000);

describe('RealtimePlaybackTracker', () => {
  it('IN-1: counts what arrived and what the player consumed, per piece, and never backwards', () => {
    const tracker = new RealtimePlaybackTracker();
    receive(tracker, 'item_1', 1_000);
    receive(tracker, 'item_1', 500);
    receive(tracker, 'item_2', 700);
    expect(tracker.isReported).toBe(false);
    tracker.report({ itemId: 'item_1', playedSamples: 900 });
    tracker.report({ itemId: 'item_1', playedSamples: 400 });
    tracker.report({ itemId: 'item_1', playedSamples: Number.NaN });
    tracker.report({ itemId: 'nobody', playedSamples: 9 });
    expect(tracker.isReported).toBe(true);
    expect(tracker.unplayed).toMatchObject([
      { itemId: 'item_1', receivedSamples: 1_500, playedSamples: 900 },
      { itemId: 'item_2', receivedSamples: 700, playedSamples: 0 },
    ]);
  });

  it('IN-1: a piece is over when the next one plays, whatever its last report said', () => {
    const tracker = new RealtimePlaybackTracker();
    receive(tracker, 'item_1', 1_000);
    receive(tracker, 'item_2', 1_000);
    tracker.report({ itemId: 'item_1', playedSamples: 990 });
    tracker.report({ itemId: 'item_2', playedSamples: 10 });
    expect(tracker.unplayed.map(({ itemId }) => itemId)).toEqual(['item_2']);
  });

  it('stays small when nobody ever reports', () => {
    const tracker = new RealtimePlaybackTracker();
    for (let index = 0; index < 1_000; index += 1) receive(tracker, `item_${index}`, 100);
    expect(tracker.unplayed.length).toBeLessThanOrEqual(64);
    expect(tracker.unplayed.at(-1)?.itemId).toBe('item_999');
  });
});

/** Plays pieces of audio as told, stops, and answers what was known before and done about it. */
function stopAfter(received: readonly number[], played: readonly (readonly [number, number])[]) {
  const tracker = new RealtimePlaybackTracker();
  const world = setUp(tracker);
  received.forEach((samples, index) => {
    receive(tracker, `item_${index}`, samples);
  });
  for (const [index, playedSamples] of played) tracker.report({ itemId: `item_${index}`, playedSamples });
  const before = new Map(tracker.unplayed.map((part) => [part.itemId, part]));
  world.interruption.stop();
  return { ...world, tracker, before };
}

describe('Interruption', () => {
  const pieces = fc.array(fc.nat({ max: 48_000 }), { minLength: 1, maxLength: 5 });
  const reports = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 60_000 })), { maxLength: 10 });

  it('IN-3: under any playback, truncates at most one item, at a whole ms within what arrived', () => {
    fc.assert(
      fc.property(pieces, reports, (received, played) => {
        const { truncated, before } = stopAfter(received, played);
        expect(truncated.length).toBeLessThanOrEqual(1);
        for (const { itemId, audioEndMs } of truncated) {
          const part = before.get(itemId)!;
          expect(Number.isInteger(audioEndMs)).toBe(true);
          expect(audioEndMs).toBeGreaterThan(0);
          expect(audioEndMs * 24).toBeLessThanOrEqual(part.playedSamples);
          expect(audioEndMs * 24).toBeLessThan(part.receivedSamples);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('IN-2 IN-3: under any playback, tells of one interruption, forgets everything, and deletes only what nobody heard', () => {
    fc.assert(
      fc.property(pieces, reports, (received, played) => {
        const { deleted, before, interrupted, tracker, interruption } = stopAfter(received, played);
        // Less than a millisecond was heard by nobody.
        for (const itemId of deleted) expect(before.get(itemId)!.playedSamples).toBeLessThan(24);
        expect(tracker.unplayed).toEqual([]);
        interruption.stop();
        expect(interrupted.length).toBe(Math.min(1, before.size));
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells how much of an answer was heard', () => {
    const tracker = new RealtimePlaybackTracker();
    const { interruption, heard } = setUp(tracker);
    receive(tracker, 'item_1', 24_000);
    tracker.report({ itemId: 'item_1', playedSamples: 6_000 });
    interruption.stop();
    expect(heard).toEqual([0.25]);
  });

  it('IN-4: a response is discarded until it is done', () => {
    const { interruption } = setUp(new RealtimePlaybackTracker());
    interruption.discard('resp_1');
    expect(interruption.isDiscarded('resp_1')).toBe(true);
    interruption.handleResponseDone('resp_1');
    expect(interruption.isDiscarded('resp_1')).toBe(false);
  });
});
