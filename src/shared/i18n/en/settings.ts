/** The settings as a whole; each page has an area of its own. */
export const settings = {
  title: 'Settings',
  pages: 'Settings pages',
  search: 'Search settings',
  searchHint: 'Search settings',
  nothingFound: 'Nothing is called “{{query}}”.',
  found: 'Settings with “{{query}}”',
  resetPage: 'Reset page',
  resetRow: 'Reset {{row}}',
} as const;
