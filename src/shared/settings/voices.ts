export type Voice = {
  readonly id: string;
  readonly label: string;
  /** How it sounds, in a few words. */
  readonly character?: string;
  readonly provider: 'engine' | 'openai';
};

/** Voices offered in the settings; any other name may be typed and is passed on as it is. */
export const VOICES: readonly Voice[] = [
  { id: 'slt', label: 'Slt', character: 'US woman', provider: 'engine' },
  { id: 'rms', label: 'Rms', character: 'US man', provider: 'engine' },
  { id: 'awb', label: 'Awb', character: 'Scottish man', provider: 'engine' },
  { id: 'kal16', label: 'Kal 16', character: 'US man, robotic', provider: 'engine' },
  { id: 'kal', label: 'Kal', character: 'like a telephone', provider: 'engine' },
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
