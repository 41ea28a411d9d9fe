import type { Clock } from '#shared/base/clock.ts';

export type FakeClock = Clock & {
  /** Moves time forward and runs what falls due, in order. */
  advance(ms: number): void;
  /** Like `advance`, and lets promise callbacks run between the tasks. */
  advanceAsync(ms: number): Promise<void>;
  readonly pending: number;
};

/** A clock that stands still until a test turns it. */
export function createFakeClock(startMs = 0): FakeClock {
  let time = startMs;
  let sequence = 0;
  const tasks = new Map<number, { at: number; task: () => void }>();
  const nextDue = (until: number): number | undefined => {
    let best: number | undefined;
    for (const [id, { at }] of tasks) {
      if (at <= until && (best === undefined || at < (tasks.get(best)?.at ?? 0))) best = id;
    }
    return best;
  };
  const runNext = (until: number): boolean => {
    const id = nextDue(until);
    const due = id === undefined ? undefined : tasks.get(id);
    if (id === undefined || due === undefined) return false;
    tasks.delete(id);
    time = Math.max(time, due.at);
    due.task();
    return true;
  };
  return {
    now: () => time,
    wallTime: () => 1_760_000_000_000 + time,
    after(delayMs, task) {
      sequence += 1;
      const id = sequence;
      tasks.set(id, { at: time + delayMs, task });
      return () => {
        tasks.delete(id);
      };
    },
    advance(ms) {
      const until = time + ms;
      while (runNext(until)) {}
      time = until;
    },
    async advanceAsync(ms) {
      const until = time + ms;
      await Promise.resolve();
      while (runNext(until)) await new Promise((resolve) => setImmediate(resolve));
      time = until;
    },
    get pending() {
      return tasks.size;
    },
  };
}
