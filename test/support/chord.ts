import type { Chord } from '#shared/hotkeys/chord.ts';
import type { Modifier } from '#shared/hotkeys/keys.ts';

/** A chord in few words. */
export function chord(key: string, ...held: readonly Modifier[]): Chord {
  const is = (modifier: Modifier): boolean => held.includes(modifier);
  return { key, ctrl: is('ctrl'), alt: is('alt'), shift: is('shift'), meta: is('meta') };
}
