import { vi } from 'vitest';

/** Waits until the check holds; the machine may be busy, so it has 10 s. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 10_000, interval: 10 });
}
