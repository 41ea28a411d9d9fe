import type { HotkeyView } from './state.ts';

/** What became of the key that an action is to have. */
export type HotkeyOutcome =
  /** It is to have none. */
  | { readonly kind: 'unset' }
  /** Nobody has said yet. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'heard' }
  /** Another one is heard, as that one was taken. */
  | { readonly kind: 'replaced' }
  /** `reason`: what the last provider said. */
  | { readonly kind: 'unheard'; readonly reason: string };

/** Reads what a host has shown of an action. */
export function outcomeOf({ wanted, bound, skipped }: HotkeyView): HotkeyOutcome {
  if (wanted === '') return { kind: 'unset' };
  if (bound !== '') return { kind: bound === wanted ? 'heard' : 'replaced' };
  const reason = skipped.at(-1)?.reason;
  return reason === undefined ? { kind: 'pending' } : { kind: 'unheard', reason };
}

/** Who would hear the key better than whoever does, and why they do not; who hears another key refused only the wanted one. */
export function betterProviders({ label, skipped }: HotkeyView): HotkeyView['skipped'] {
  return skipped.filter((entry) => entry.label !== label);
}
