import type { providers as english } from '../en/providers.ts';

export const providers: Record<keyof typeof english, string> = {
  engine: 'Auf diesem Computer',
  openai: 'OpenAI',
  custom: 'Eigener Server',
  enginePrivacy: 'Nichts verlässt diesen Computer.',
  openaiPrivacy:
    'Ihre Stimme, Ihre Worte und Ergebnisse von Werkzeugen gehen an OpenAI, während Sie sprechen.',
  customPrivacy:
    'Ihre Stimme, Ihre Worte und Ergebnisse von Werkzeugen gehen an den genannten Server, während Sie sprechen.',
};
