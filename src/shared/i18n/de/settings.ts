import type { settings as english } from '../en/settings.ts';

export const settings: Record<keyof typeof english, string> = {
  title: 'Einstellungen',
  pages: 'Seiten der Einstellungen',
  search: 'Einstellungen durchsuchen',
  searchHint: 'Suchen',
  nothingFound: 'Nichts heißt „{{query}}“.',
  found: 'Einstellungen mit „{{query}}“',
  resetPage: 'Seite zurücksetzen',
  resetRow: '{{row}} zurücksetzen',
};
