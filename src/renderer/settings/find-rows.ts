import type { Translate } from '#shared/i18n/words.ts';
import type { Row, SettingsContext, SettingsPage } from './row.ts';

/** The rows that apply and hold every word of the query in what is shown of them, their section or page; empty sections are left out. */
export function findRows(
  pages: readonly SettingsPage[],
  query: string,
  context: SettingsContext,
  t: Translate,
): readonly SettingsPage[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row: Row, places: string): boolean => {
    const text = `${t(row.label)} ${t(row.help)} ${places}`.toLowerCase();
    return row.applies?.(context) !== false && words.every((word) => text.includes(word));
  };
  return pages.flatMap((page) => {
    const sections = page.sections.flatMap((section) => {
      const rows = section.rows.filter((row) => fits(row, `${t(section.title)} ${t(page.title)}`));
      return rows.length === 0 ? [] : [{ ...section, rows }];
    });
    return sections.length === 0 ? [] : [{ ...page, sections }];
  });
}
