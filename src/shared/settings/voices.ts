export type Voice = { readonly id: string; readonly label: string; readonly provider: 'engine' | 'openai' };

/** Voices offered in the settings; any other name may be typed and is passed on as it is. */
export const VOICES: readonly Voice[] = [
  { id: 'slt', label: 'Slt, US woman', provider: 'engine' },
  { id: 'rms', label: 'Rms, US man', provider: 'engine' },
  { id: 'awb', label: 'Awb, Scottish man', provider: 'engine' },
  { id: 'kal16', label: 'Kal, US man, robotic', provider: 'engine' },
  { id: 'kal', label: 'Kal, telephone quality', provider: 'engine' },
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
