import type { Cancel, Clock } from '#shared/base/clock.ts';
import {
  deadlineOf,
  type GestureEffect,
  type GestureEvent,
  type GestureMode,
  NO_GESTURE,
  reduceGesture,
} from './gesture.ts';

/** A gesture's event without its time, which the owner adds. */
type Happening = GestureEvent extends infer Event
  ? Event extends GestureEvent
    ? Omit<Event, 'at'>
    : never
  : never;

/** Keeps the gesture: gives its events their time, wakes it at its deadline, and has its effects carried out. */
export type GestureOwner = {
  /** Throws what carrying out throws; the gesture has moved on by then. */
  feed(happening: Happening): void;
  close(): void;
};

export type GestureOwnerParts = {
  readonly clock: Clock;
  readonly mode: () => GestureMode;
  readonly carryOut: (effect: GestureEffect) => void;
};

export function createGestureOwner({ clock, mode, carryOut }: GestureOwnerParts): GestureOwner {
  let gesture = NO_GESTURE;
  let cancelDeadline: Cancel = () => {};
  const feed = (happening: Happening): void => {
    const { state, effect } = reduceGesture(gesture, { ...happening, at: clock.now() }, mode());
    gesture = state;
    cancelDeadline();
    const due = deadlineOf(state);
    if (due !== undefined) cancelDeadline = clock.after(due - clock.now(), () => feed({ type: 'tick' }));
    if (effect !== undefined) carryOut(effect);
  };
  return { feed, close: () => cancelDeadline() };
}
