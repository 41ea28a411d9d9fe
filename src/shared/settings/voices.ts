import type { PlainKey } from '../i18n/words.ts';
import type { Provider } from './providers.ts';

export type Voice = {
  readonly id: string;
  readonly label: string;
  /** How it sounds, in a few words: the key of a text. */
  readonly character?: PlainKey;
  readonly provider: 'engine' | 'openai';
};

/** Voices offered in the settings; any other name may be typed and is passed on as it is. */
export const VOICES: readonly Voice[] = [
  { id: 'slt', label: 'Slt', character: 'voice:characterUsWoman', provider: 'engine' },
  { id: 'rms', label: 'Rms', character: 'voice:characterUsMan', provider: 'engine' },
  { id: 'awb', label: 'Awb', character: 'voice:characterScottishMan', provider: 'engine' },
  { id: 'kal16', label: 'Kal 16', character: 'voice:characterRobot', provider: 'engine' },
  { id: 'kal', label: 'Kal', character: 'voice:characterTelephone', provider: 'engine' },
  { id: 'marin', label: 'Marin', provider: 'openai' },
  { id: 'cedar', label: 'Cedar', provider: 'openai' },
  { id: 'alloy', label: 'Alloy', provider: 'openai' },
  { id: 'ash', label: 'Ash', provider: 'openai' },
  { id: 'ballad', label: 'Ballad', provider: 'openai' },
  { id: 'coral', label: 'Coral', provider: 'openai' },
  { id: 'echo', label: 'Echo', provider: 'openai' },
  { id: 'sage', label: 'Sage', provider: 'openai' },
  { id: 'shimmer', label: 'Shimmer', provider: 'openai' },
  { id: 'verse', label: 'Verse', provider: 'openai' },
];

/** The voices of whoever answers now; one that was chosen for somebody else, or that nobody here knows, stays in the list. */
export function voicesFor(provider: Provider['id'], chosen: string): readonly Voice[] {
  const isLocal = provider === 'engine';
  const offered = VOICES.filter((voice) => (voice.provider === 'engine') === isLocal || voice.id === chosen);
  if (offered.some(({ id }) => id === chosen)) return offered;
  return [...offered, { id: chosen, label: chosen, provider: 'openai' }];
}
