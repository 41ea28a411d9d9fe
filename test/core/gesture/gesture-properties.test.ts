import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  deadlineOf,
  type GestureEffect,
  type GestureEvent,
  type GestureMode,
  type GestureState,
  MAX_TURN_MS,
  NO_GESTURE,
  reduceGesture,
} from '#core/gesture/gesture.ts';

const keys = fc.constantFrom('hotkey', 'space', 'button');
const change = fc.record({
  type: fc.constantFrom(
    'key_down',
    'key_up',
    'key_lost',
    'toggle',
    'start',
    'stop',
    'cancel',
    'reset',
    'tick',
  ),
  key: keys,
  /** Spread over every threshold. */
  afterMs: fc.oneof(
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 0, max: 3_000 }),
    fc.integer({ min: 0, max: 400_000 }),
  ),
  mode: fc.constantFrom<GestureMode>('auto', 'hold', 'toggle', 'hands_free'),
});
type Change = { type: string; key: string; afterMs: number; mode: GestureMode };

type Step = {
  readonly type: string;
  readonly state: GestureState;
  readonly effect: GestureEffect | undefined;
  readonly at: number;
};

/** Plays the changes with a tick at every deadline, as the owner does, and shows each step to `check`. */
function live(changes: readonly Change[], check: (step: Step) => void): GestureState {
  let state = NO_GESTURE;
  let now = 0;
  const feed = (type: string, key: string, mode: GestureMode): void => {
    const { state: next, effect } = reduceGesture(state, { type, key, at: now } as GestureEvent, mode);
    state = next;
    check({ type, state, effect, at: now });
  };
  for (const { type, key, afterMs, mode } of changes) {
    const until = now + afterMs;
    for (let due = deadlineOf(state); due !== undefined && due <= until; due = deadlineOf(state)) {
      now = due;
      feed('tick', key, mode);
    }
    now = until;
    feed(type, key, mode);
  }
  return state;
}

/** Whether the microphone has to be open before an effect, and is after it; what is absent does not touch it. */
const OPEN_BEFORE: Partial<Record<GestureEffect, boolean>> = {
  begin: false,
  begin_latched: false,
  latch: true,
  send: true,
  discard: true,
};
const OPEN_AFTER: Partial<Record<GestureEffect, boolean>> = {
  begin: true,
  begin_latched: true,
  send: false,
  discard: false,
};

describe('whatever happens', () => {
  it('the microphone is open exactly while a key that is down, or a latch, says so', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        let open = false;
        live(changes, ({ state: { turn, down: keysDown }, effect, type }) => {
          if (effect !== undefined) expect(open).toBe(OPEN_BEFORE[effect] ?? open);
          open = type === 'reset' ? false : (OPEN_AFTER[effect ?? 'attend'] ?? open);
          expect(turn.kind !== 'none').toBe(open);
          expect(turn.kind !== 'held' || keysDown.has(turn.key)).toBe(true);
        });
      }),
    );
  });

  it('no turn is older than the limit', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        live(changes, ({ state: { turn }, at }) => {
          if (turn.kind !== 'none') expect(at - turn.since).toBeLessThanOrEqual(MAX_TURN_MS);
        });
      }),
    );
  });

  it('a latch comes from a tap or a toggle only, never from a key that was lost', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        live(
          changes
            .map((entry) => (entry.type === 'key_up' ? { ...entry, type: 'key_lost' } : entry))
            .filter(({ type, mode }) => type !== 'toggle' && type !== 'start' && mode !== 'toggle'),
          ({ state }) => expect(state.turn.kind).not.toBe('latched'),
        );
      }),
    );
  });

  it('letting go of everything ends every hold', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        let state = live(changes, () => {});
        for (const key of ['hotkey', 'space', 'button']) {
          state = reduceGesture(state, { type: 'key_up', key, at: Number.MAX_SAFE_INTEGER }, 'auto').state;
        }
        expect(state.turn.kind).not.toBe('held');
        expect(state.down.size).toBe(0);
      }),
    );
  });
});
