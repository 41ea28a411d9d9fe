import { assertNever } from '../base/errors.ts';
import { modifierOfCode } from './keys.ts';

/** Keys are `KeyboardEvent.code`s, so that the keyboard's layout does not matter. */
export type RecorderEvent = { readonly type: 'down' | 'up'; readonly code: string };

/**
 * Follows the keys of somebody who shows Hark a hotkey.
 *
 *   waiting ──down──▶ holding ──a key up; or all modifiers, if there was no key: commit──▶ spent ──all up──▶ waiting
 *      ▲                 ▲                                                                   │
 *      └── Escape, Backspace or Delete alone: cancel, clear                                  │
 *                        └────────────────────────────── a key down ────────────────────────┘
 *
 * What is held after a commit belongs to it: without `spent`, a refused Ctrl+C would leave a Ctrl to be committed.
 */
export type Recording =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'holding';
      readonly held: readonly string[];
      /** Everything that was held when the last key or modifier went down. */
      readonly chord: readonly string[];
    }
  | { readonly kind: 'spent'; readonly held: readonly string[] };

export type RecorderOutcome =
  | { readonly kind: 'commit'; readonly codes: readonly string[] }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'clear' };

export type RecorderStep = { readonly recording: Recording; readonly outcome?: RecorderOutcome };

export const NOT_HELD: Recording = { kind: 'waiting' };

/** Folds one key into the recording. Pure. */
export function recordKey(recording: Recording, event: RecorderEvent): RecorderStep {
  switch (event.type) {
    case 'down':
      return keyDown(recording, event.code);
    case 'up':
      return keyUp(recording, event.code);
    default:
      return assertNever(event.type);
  }
}

/** The keys to show: those of the chord that is being pressed. */
export function keysOf(recording: Recording): readonly string[] {
  return recording.kind === 'holding' ? recording.chord : [];
}

function keyDown(recording: Recording, code: string): RecorderStep {
  if (code === 'Escape') return { recording: NOT_HELD, outcome: { kind: 'cancel' } };
  const before = heldIn(recording);
  if (before.length === 0 && (code === 'Backspace' || code === 'Delete')) {
    return { recording: NOT_HELD, outcome: { kind: 'clear' } };
  }
  // What repeats is no news.
  if (before.includes(code)) return { recording };
  const held = [...before, code];
  if (recording.kind === 'spent' && isModifier(code)) return { recording: { kind: 'spent', held } };
  return { recording: { kind: 'holding', held, chord: held } };
}

function keyUp(recording: Recording, code: string): RecorderStep {
  if (!heldIn(recording).includes(code)) return { recording };
  const held = heldAfter(recording, code);
  if (recording.kind !== 'holding')
    return { recording: held.length === 0 ? NOT_HELD : { kind: 'spent', held } };
  const { chord } = recording;
  const isDone = chord.every(isModifier)
    ? held.length === 0
    : chord.some((key) => !isModifier(key) && !held.includes(key));
  if (!isDone) return { recording: { ...recording, held } };
  return {
    recording: held.length === 0 ? NOT_HELD : { kind: 'spent', held },
    outcome: { kind: 'commit', codes: chord },
  };
}

/** macOS tells no key-up while Command is down, so Command takes all keys with it when it goes up. */
function heldAfter(recording: Recording, code: string): readonly string[] {
  const rest = heldIn(recording).filter((key) => key !== code);
  return modifierOfCode(code)?.modifier === 'meta' ? rest.filter(isModifier) : rest;
}

const heldIn = (recording: Recording): readonly string[] =>
  recording.kind === 'waiting' ? [] : recording.held;

const isModifier = (code: string): boolean => modifierOfCode(code) !== undefined;
