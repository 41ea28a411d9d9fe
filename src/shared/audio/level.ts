/** What a meter shows for digital silence: 16 bits reach down to about -96 dBFS, and -Infinity survives no JSON. */
export const SILENCE_DBFS = -100;

/**
 * Loudness of what was added since the last reset, in dBFS: 0 is full scale, a full-scale sine has an rms of -3,
 * nothing is below `SILENCE_DBFS`.
 */
export type LevelMeter = {
  /** Floats in -1..1; values that are not finite count as silence. */
  add(samples: Float32Array): void;
  reset(): void;
  readonly rmsDbfs: number;
  readonly peakDbfs: number;
};

/** Safe on an audio thread: adding allocates no objects. */
export function createLevelMeter(): LevelMeter {
  let count = 0;
  let power = 0;
  let peak = 0;
  return {
    add(samples) {
      // Local variables: V8 allocates for every number that is stored into a closure.
      let sum = power;
      let loudest = peak;
      for (let index = 0; index < samples.length; index += 1) {
        const magnitude = Math.abs(samples[index] as number);
        if (!Number.isFinite(magnitude)) continue;
        sum += magnitude * magnitude;
        if (magnitude > loudest) loudest = magnitude;
      }
      power = sum;
      peak = loudest;
      count += samples.length;
    },
    reset() {
      count = 0;
      power = 0;
      peak = 0;
    },
    get rmsDbfs() {
      return count === 0 ? SILENCE_DBFS : toDbfs(Math.sqrt(power / count));
    },
    get peakDbfs() {
      return toDbfs(peak);
    },
  };
}

function toDbfs(magnitude: number): number {
  return Math.max(SILENCE_DBFS, 20 * Math.log10(magnitude));
}
