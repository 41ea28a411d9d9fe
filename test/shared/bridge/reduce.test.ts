import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import { reduceSnapshot } from '#shared/bridge/reduce.ts';
import {
  type AppSnapshot,
  type BridgeEvent,
  MAX_ACTIVITIES,
  MAX_LINES,
  type TranscriptLine,
} from '#shared/bridge/state.ts';

const line = (id: string, afterId?: string | null): TranscriptLine => ({
  id,
  role: 'user',
  text: id,
  status: 'done',
  at: 0,
  ...(afterId === undefined ? {} : { afterId }),
});
const lineEvent = (id: string, afterId?: string | null): BridgeEvent => ({
  type: 'line',
  line: line(id, afterId),
});
const fold = (...events: BridgeEvent[]): AppSnapshot => events.reduce(reduceSnapshot, EMPTY_SNAPSHOT);
const ids = (snapshot: AppSnapshot): string => snapshot.transcript.map((entry) => entry.id).join('');

describe('the mirror', () => {
  it.each<[string, BridgeEvent[], string]>([
    ['at the end by default', [lineEvent('a'), lineEvent('b')], 'ab'],
    ['first', [lineEvent('a'), lineEvent('b', null)], 'ba'],
    ['after the named one', [lineEvent('a'), lineEvent('b'), lineEvent('c', 'a')], 'acb'],
    ['at the end when the named one is unknown', [lineEvent('a'), lineEvent('b', 'x')], 'ab'],
    ['where it was when it is known', [lineEvent('a'), lineEvent('b'), lineEvent('a', 'b')], 'ab'],
  ])('puts a line %s', (_, events, order) => {
    expect(ids(fold(...events))).toBe(order);
  });

  it('removes and clears lines', () => {
    expect(ids(fold(lineEvent('a'), lineEvent('b'), { type: 'line_removed', id: 'a' }))).toBe('b');
    expect(fold(lineEvent('a'), { type: 'transcript_cleared' }).transcript).toEqual([]);
  });

  it('begins anew with a snapshot', () => {
    const snapshot = { ...EMPTY_SNAPSHOT, muted: true };
    expect(fold(lineEvent('a'), { type: 'snapshot', snapshot })).toBe(snapshot);
  });

  it('keeps its bounds, dropping the oldest', () => {
    const many = Array.from({ length: MAX_LINES + 5 }, (_, index) => lineEvent(`${index},`));
    expect(fold(...many).transcript[0]?.id).toBe('5,');
    const activities = Array.from({ length: MAX_ACTIVITIES + 5 }, (_, index): BridgeEvent => {
      const at = index;
      return {
        type: 'activity',
        activity: { callId: `${index}`, tool: 't', label: 't', status: 'done', detail: '', at },
      };
    });
    expect(fold(...activities).activities).toHaveLength(MAX_ACTIVITIES);
  });

  it('holds every line once and never changes what it was given', () => {
    const event = fc
      .record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        afterId: fc.constantFrom('a', 'b', 'x', null, undefined),
      })
      .map(({ id, afterId }) => lineEvent(id, afterId));
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const frozen = events.reduce(
          (snapshot, next) => Object.freeze(reduceSnapshot(snapshot, next)),
          EMPTY_SNAPSHOT,
        );
        const seen = frozen.transcript.map((entry) => entry.id);
        expect(seen.toSorted()).toEqual([...new Set(seen)].toSorted());
        expect(new Set(seen)).toEqual(new Set(events.map((one) => (one.type === 'line' ? one.line.id : ''))));
      }),
    );
  });
});
