/** The value that a share `part` (0..1) of the samples does not exceed: the nearest rank. NaN when there are none. */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle, between the two middle ones when their number is even. NaN when there are none. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** `p50 / p99`, for a cell. */
export function spread(samples: readonly number[], digits = 1): string {
  return `${median(samples).toFixed(digits)} / ${percentile(samples, 0.99).toFixed(digits)}`;
}

/** Median over `rounds` of the time of one call in µs, each round `calls` calls long. */
export function microsecondsPerCall(run: () => unknown, calls = 2000, rounds = 9): number {
  return median(
    Array.from({ length: rounds }, () => {
      const start = performance.now();
      for (let call = 0; call < calls; call += 1) run();
      return ((performance.now() - start) * 1000) / calls;
    }),
  );
}
