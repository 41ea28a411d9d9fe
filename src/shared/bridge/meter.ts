/** What the voice detector made of 32 ms of the microphone. No sound can be made of it again. */
export type MeterFrame = {
  /** Loudness, as in #shared/audio/level.ts. */
  readonly dbfs: number;
  /** Probability of speech, 0..1. */
  readonly probability: number;
};

export const METER_FRAME_MS = 32;
/** The last 30 s are kept. */
export const MAX_METER_FRAMES = Math.floor(30_000 / METER_FRAME_MS);

/** A turn as it would be cut, ms since the meter began; without an end it goes on. */
export type CutTurn = { readonly fromMs: number; readonly toMs?: number };

export type MeterReading = {
  /** Frames heard since the meter began. */
  readonly count: number;
  /** Those that were asked for and are kept, newest last. */
  readonly frames: readonly MeterFrame[];
  /** What the settings of now make of all that is kept. */
  readonly turns: readonly CutTurn[];
  /** Probability from which on a frame counts as speech. */
  readonly threshold: number;
};
