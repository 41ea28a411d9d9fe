/** Quiet speech and loud speech at a usual microphone, dBFS (desktop-assistants reference §1.7). */
const QUIET_DBFS = -52;
const LOUD_DBFS = -14;

/** Loudness as 0..1 for a meter. */
export function toMeterLevel(dbfs: number): number {
  return Math.min(1, Math.max(0, (dbfs - QUIET_DBFS) / (LOUD_DBFS - QUIET_DBFS)));
}
