/** "14:52" today, "12 Nov" this year, "12 Nov 2025" before. */
export function toDayOrTime(at: number): string {
  const [date, now] = [new Date(at), new Date()];
  if (date.toDateString() === now.toDateString()) {
    return date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  }
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return date.toLocaleDateString([], { day: 'numeric', month: 'short', ...year });
}

/** "Friday 12 November 2026, 14:52", in the order of the person's country. */
export function toFullDate(at: number): string {
  return new Date(at).toLocaleString([], { dateStyle: 'full', timeStyle: 'short' });
}
