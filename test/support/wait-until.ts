import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;
const LIMIT_MS = 20_000;

/**
 * Asks every 20 ms until the answer is something, and resolves with it; a question that throws has no answer. Rejects after 20 s.
 * For what runs without vitest as well; tests that have it use its own.
 */
export async function waitUntil<T>(
  ask: () => T | Promise<T>,
  what: string,
): Promise<Exclude<T, undefined | false>> {
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch(() => undefined);
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
    if (performance.now() > end) throw new Error(`There was no ${what} within ${LIMIT_MS / 1000} s.`);
    await sleep(POLL_MS);
  }
}
