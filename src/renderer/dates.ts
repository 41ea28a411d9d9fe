/** "14:52", or "2:52 PM" where people write it so. */
export function toClockTime(at: number, locale: string): string {
  return new Date(at).toLocaleTimeString(locale, { timeStyle: 'short' });
}

/** "14:52:07". */
export function toSecond(at: number, locale: string): string {
  return new Date(at).toLocaleTimeString(locale, { timeStyle: 'medium' });
}

/** "14:52" today, "12 Nov" this year, "12 Nov 2025" before. */
export function toDayOrTime(at: number, locale: string): string {
  const [date, now] = [new Date(at), new Date()];
  if (date.toDateString() === now.toDateString()) return toClockTime(at, locale);
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'short', ...year });
}

/** "Friday 12 November 2026, 14:52", in the order of the person's country. */
export function toFullDate(at: number, locale: string): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'short' });
}
