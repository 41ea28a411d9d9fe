import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { Chord } from '#shared/hotkeys/chord.ts';

/** What a process is to hear: its only argument. */
export type Chords = Partial<Record<HotkeyAction, Chord>>;

/** Why some of them are not heard. */
export type Refusals = Partial<Record<HotkeyAction, string>>;

/** What a process that hears keys tells: only that a chord went down or up, never which other keys are typed. */
export type KeyMessage =
  | { readonly type: 'ready'; readonly refused: Refusals }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'down' | 'up' | 'spoiled'; readonly action: HotkeyAction };
