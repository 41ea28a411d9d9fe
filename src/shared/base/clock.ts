/** Cancels what it was returned for; calling it twice is safe. */
export type Cancel = () => void;

/** Time as a dependency: logic that waits takes a clock, so that tests can turn it by hand. */
export type Clock = {
  /** Monotonic milliseconds since an arbitrary origin. */
  now(): number;
  /** Wall clock, milliseconds since the Unix epoch. */
  wallTime(): number;
  /** Runs `task` once after `delayMs`. */
  after(delayMs: number, task: () => void): Cancel;
};

/** The host functions a clock is made of; `globalThis` fits in every runtime but a worklet. */
export type ClockSource = {
  setTimeout(task: () => void, delayMs: number): unknown;
  clearTimeout(id: never): void;
  readonly performance: { now(): number };
};

/** The real clock. The source is passed in because `shared` names no globals of a runtime. */
export function createClock(source: ClockSource): Clock {
  return {
    now: () => source.performance.now(),
    wallTime: () => Date.now(),
    after(delayMs, task) {
      const id = source.setTimeout(task, delayMs);
      return () => source.clearTimeout(id as never);
    },
  };
}
