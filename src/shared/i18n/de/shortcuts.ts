import type { shortcuts as english } from '../en/shortcuts.ts';

export const shortcuts: Record<keyof typeof english, string> = {
  page: 'Tastenkürzel',
  anywhere: 'Von überall',
  talkKey: 'Sprechtaste',
  talkKeyHelp: 'Zum Beispiel CommandOrControl+Shift+Space. Leer ist keine.',
  hearer: 'Wer sie hört',
  hearerHelp: 'Hark nimmt den ersten Weg, der auf diesem Computer geht.',
};
