import { assertNever } from '#shared/base/errors.ts';

/**
 * What the keys mean. `hold`: talk while one is down. `toggle`: a press begins, the next one ends. `auto`: a long press
 * holds, a short one toggles. `hands_free`: the server finds the turns, keys only interrupt and mute.
 */
export type GestureMode = 'auto' | 'hold' | 'toggle' | 'hands_free';

/** `at` is monotonic milliseconds. Each key has a name, because only the key that began a turn ends it by going up. */
export type GestureEvent = { readonly at: number } & (
  | { readonly type: 'key_down'; readonly key: string }
  | { readonly type: 'key_up'; readonly key: string }
  /** The key's end will not be seen: its window lost the focus, its provider died, the computer went to sleep. */
  | { readonly type: 'key_lost'; readonly key: string }
  /** A press of something that tells no release. */
  | { readonly type: 'toggle' }
  /** A program's own words, which are no gesture: listen until `stop`. */
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  /** Forget what is being said. */
  | { readonly type: 'cancel' }
  /** Somebody else ended the turn: muted, no connection, no microphone. */
  | { readonly type: 'reset' }
  /** Time has passed; to be sent at the deadline. */
  | { readonly type: 'tick' }
);

/**
 * Why the microphone is open.
 *
 *           key_down                 short key_up (auto), toggle
 *   none ─────────────────▶ held ──────────────────────────────────▶ latched
 *    ▲ │                     │ key_up, key_lost                         │ key_down, toggle
 *    │ │                     │ stop, cancel, reset, tick at deadline    │ stop, cancel, reset, tick at deadline
 *    └─┼─────────────────────┴──────────────────────────────────────────┘
 *      └── toggle, start, key_down (toggle) ──▶ latched
 */
type GestureTurn =
  | { readonly kind: 'none' }
  | { readonly kind: 'held'; readonly key: string; readonly since: number }
  | { readonly kind: 'latched'; readonly since: number };

export type GestureState = {
  readonly turn: GestureTurn;
  /** Keys that are down, with the time each was last heard of; what repeats is no new press. */
  readonly down: ReadonlyMap<string, number>;
};

/** What is to be done. `attend`: hands-free, the person wants to be heard now. */
export type GestureEffect =
  | 'begin'
  | 'begin_latched'
  | 'latch'
  | 'send'
  | 'discard'
  | 'attend'
  | 'toggle_mute';

type GestureStep = { readonly state: GestureState; readonly effect?: GestureEffect };

// Desktop-assistants reference §1.7, with the products each value ships in.
/** In `auto`, a press that is shorter latches, ms (Amical, VoiceInk). */
const TAP_MS = 500;
/** In `hold`, a press that is shorter was an accident, ms (OpenWhispr). */
const ACCIDENT_MS = 150;
/** A press this soon after one that latched belongs to it: a bouncing switch, a double click, ms (OpenWhispr). */
const DEBOUNCE_MS = 150;
/** Nothing listens longer than this: the key-up was lost, or the latch forgotten, ms (OpenWhispr). */
export const MAX_TURN_MS = 5 * 60_000;
/** A key that repeats does so within 1 s (Windows' longest delay); after twice that, a press is a new one, ms. */
const REPEAT_GAP_MS = 2_000;

export const NO_GESTURE: GestureState = { turn: { kind: 'none' }, down: new Map() };

const NONE: GestureTurn = { kind: 'none' };

/** Folds one event into the gesture. Pure: time comes with the events. */
export function reduceGesture(state: GestureState, event: GestureEvent, mode: GestureMode): GestureStep {
  switch (event.type) {
    case 'key_down':
      return keyDown(state, event.key, event.at, mode);
    case 'key_up':
      return keyUp(state, event.key, event.at, mode);
    case 'key_lost':
      return keyLost(state, event.key);
    case 'toggle':
      return toggle(state, event.at, mode);
    case 'start':
      return start(state, event.at, mode);
    case 'stop':
      return end(state, 'send');
    case 'cancel':
      return end(state, 'discard');
    case 'reset':
      return { state: { ...state, turn: NONE } };
    case 'tick':
      return event.at >= (deadlineOf(state) ?? Number.POSITIVE_INFINITY) ? end(state, 'send') : { state };
    default:
      return assertNever(event);
  }
}

/** When a `tick` is due at the latest, in the events' time. */
export function deadlineOf({ turn }: GestureState): number | undefined {
  return turn.kind === 'none' ? undefined : turn.since + MAX_TURN_MS;
}

function keyDown(before: GestureState, key: string, at: number, mode: GestureMode): GestureStep {
  const seenAt = before.down.get(key);
  const state = { ...before, down: new Map(before.down).set(key, at) };
  const { turn } = state;
  if (seenAt !== undefined && at - seenAt < REPEAT_GAP_MS) return { state };
  if (mode === 'hands_free') return { state, effect: 'attend' };
  if (turn.kind === 'latched') return unlatch(state, turn.since, at);
  if (turn.kind === 'held') return { state };
  if (mode === 'toggle') return beginLatched(state, at);
  return { state: { ...state, turn: { kind: 'held', key, since: at } }, effect: 'begin' };
}

function keyUp(before: GestureState, key: string, at: number, mode: GestureMode): GestureStep {
  const state = withoutKey(before, key);
  const { turn } = state;
  if (turn.kind !== 'held' || turn.key !== key) return { state };
  const heldMs = at - turn.since;
  if (mode === 'auto' && heldMs < TAP_MS) return latch(state, turn.since);
  return end(state, heldMs < ACCIDENT_MS ? 'discard' : 'send');
}

function keyLost(before: GestureState, key: string): GestureStep {
  const state = withoutKey(before, key);
  const { turn } = state;
  return turn.kind === 'held' && turn.key === key ? end(state, 'send') : { state };
}

function toggle(state: GestureState, at: number, mode: GestureMode): GestureStep {
  const { turn } = state;
  if (mode === 'hands_free') return { state, effect: 'toggle_mute' };
  if (turn.kind === 'latched') return unlatch(state, turn.since, at);
  return turn.kind === 'held' ? latch(state, turn.since) : beginLatched(state, at);
}

function start(state: GestureState, at: number, mode: GestureMode): GestureStep {
  if (mode === 'hands_free') return { state, effect: 'attend' };
  return state.turn.kind === 'none' ? beginLatched(state, at) : { state };
}

function beginLatched(state: GestureState, at: number): GestureStep {
  return { state: { ...state, turn: { kind: 'latched', since: at } }, effect: 'begin_latched' };
}

function latch(state: GestureState, since: number): GestureStep {
  return { state: { ...state, turn: { kind: 'latched', since } }, effect: 'latch' };
}

function unlatch(state: GestureState, since: number, at: number): GestureStep {
  return at - since < DEBOUNCE_MS ? { state } : end(state, 'send');
}

function end(state: GestureState, effect: 'send' | 'discard'): GestureStep {
  return state.turn.kind === 'none' ? { state } : { state: { ...state, turn: NONE }, effect };
}

function withoutKey(state: GestureState, key: string): GestureState {
  const down = new Map(state.down);
  down.delete(key);
  return { ...state, down };
}
