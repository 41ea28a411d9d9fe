import type { Clock } from '#shared/base/clock.ts';

/** A clock that stands still until a test turns it (the one in test/support is Node's). */
export function createManualClock(): Clock & { advance(ms: number): void } {
  let time = 0;
  const tasks = new Set<{ readonly at: number; readonly run: () => void }>();
  return {
    now: () => time,
    wallTime: () => time,
    after(delayMs, run) {
      const task = { at: time + delayMs, run };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    advance(ms) {
      time += ms;
      for (const task of tasks) {
        if (task.at > time) continue;
        tasks.delete(task);
        task.run();
      }
    },
  };
}
