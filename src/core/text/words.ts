/** "a, b and c"; `''` for nothing. */
export function spokenList(entries: readonly string[]): string {
  const last = entries.at(-1) ?? '';
  return entries.length < 2 ? last : `${entries.slice(0, -1).join(', ')} and ${last}`;
}

/** "1 timer", "3 timers". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "1 hour, 5 minutes and 10 seconds"; parts that are zero are left out, less than a second is "0 seconds". */
export function spokenDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    counted(Math.floor(whole / 3600), 'hour'),
    counted(Math.floor((whole % 3600) / 60), 'minute'),
    counted(whole % 60, 'second'),
  ].filter((part) => !part.startsWith('0 '));
  return parts.length === 0 ? '0 seconds' : spokenList(parts);
}

/** "3:42 PM" */
export function spokenTime(wallTimeMs: number): string {
  return new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' })
    .format(wallTimeMs)
    .replace('\u202f', ' ');
}

/** "Friday, November 21, 2026" */
export function spokenDate(wallTimeMs: number): string {
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  }).format(wallTimeMs);
}

/** At most 12 significant digits: "1,234.5"; sums of decimals do not show their binary dust. */
export function spokenNumber(value: number): string {
  const rounded = Number(value.toPrecision(12));
  if (rounded !== 0 && (Math.abs(rounded) >= 1e15 || Math.abs(rounded) < 1e-6)) return String(rounded);
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 10 });
}

/** "1.5 gigabytes", in powers of ten like the makers of disks count. */
export function spokenBytes(bytes: number): string {
  const [unit, size] = bytes >= 1e12 ? (['terabyte', 1e12] as const) : (['gigabyte', 1e9] as const);
  const value = Math.round((bytes / size) * 10) / 10;
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}
