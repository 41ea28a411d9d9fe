import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { Chord } from '#shared/hotkeys/chord.ts';

/** What a process is to hear: its only argument. */
export type Chords = Partial<Record<HotkeyAction, Chord>>;

/** What a process that hears keys tells: only that a chord went down or up, never which other keys are typed. */
export type KeyMessage =
  /** `refused`: which of the chords it does not hear after all, and why. */
  | { readonly type: 'ready'; readonly refused: Partial<Record<HotkeyAction, string>> }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'down' | 'up' | 'spoiled'; readonly action: HotkeyAction };
