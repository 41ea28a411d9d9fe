import type { EffectiveTurnDetection } from '#shared/wire/turn-detection.ts';
import type { Completeness } from '../stages.ts';

/** Speech must last this long before it counts: shorter are clicks and coughs (reference/offline-engine.md §1). */
export const ONSET_MS = 60;

/** Speech that has begun may get this much less probable than its threshold before a frame counts as silence. */
const HYSTERESIS = 0.15;
const LOWEST_THRESHOLD = 0.15;

/** What semantic_vad, which has no such fields, uses in their place. */
const SEMANTIC_THRESHOLD = 0.5;
const SEMANTIC_PREFIX_MS = 300;

/**
 * Silence after a sentence that nothing can continue, and after one that could go on. The study waited 224 ms for the first;
 * five frames of the detector are enough, since its own hangover comes on top (reference/offline-engine.md §7).
 */
const COMPLETE_SILENCE_MS = 160;
const MAY_CONTINUE_SILENCE_MS = 500;

/**
 * Silence after half a sentence. OpenAI waits 8, 4 and 2 s for a model that understands everything; our grammar knows at once
 * what it cannot understand, so waiting longer only delays the answer that says so.
 */
const INCOMPLETE_SILENCE_MS = { low: 3000, medium: 1500, auto: 1500, high: 1000 } as const;

/** Audio kept from before an onset, ms. */
export function prefixPaddingMs(detection: EffectiveTurnDetection): number {
  return detection.type === 'server_vad' ? detection.prefix_padding_ms : SEMANTIC_PREFIX_MS;
}

/** Probability from which on a frame counts as speech. */
export function thresholdOf(detection: EffectiveTurnDetection): number {
  return detection.type === 'server_vad' ? detection.threshold : SEMANTIC_THRESHOLD;
}

function silenceNeededMs(detection: EffectiveTurnDetection, completeness: () => Completeness): number {
  if (detection.type === 'server_vad') return detection.silence_duration_ms;
  switch (completeness()) {
    case 'complete':
      return COMPLETE_SILENCE_MS;
    case 'complete_may_continue':
      return MAY_CONTINUE_SILENCE_MS;
    case 'incomplete':
      return INCOMPLETE_SILENCE_MS[detection.eagerness];
  }
}

export type VoiceFrame = {
  /** Probability of speech, 0..1. */
  readonly probability: number;
  /** Where the frame begins and ends in the stream, ms. */
  readonly startMs: number;
  readonly endMs: number;
};

type TurnChange =
  /** `onsetMs` is where the speech began, some frames ago. */
  { readonly type: 'started'; readonly onsetMs: number } | { readonly type: 'stopped' };

/**
 * Finds turns in a stream of voice frames.
 *
 *   quiet ── loud frames for 60 ms ──▶ speaking ── silence for as long as the detection asks ──▶ quiet
 */
export type Endpointer = {
  frame(
    frame: VoiceFrame,
    detection: EffectiveTurnDetection,
    completeness: () => Completeness,
  ): TurnChange | undefined;
  /** Back to quiet, without a change being told. */
  reset(): void;
};

type State =
  | { readonly name: 'quiet'; readonly loudSinceMs: number | undefined }
  | { readonly name: 'speaking'; readonly heardUntilMs: number };

const QUIET: State = { name: 'quiet', loudSinceMs: undefined };

export function createEndpointer(): Endpointer {
  let state: State = QUIET;

  const whileQuiet = (frame: VoiceFrame, threshold: number, since: number | undefined) => {
    if (frame.probability < threshold) {
      state = QUIET;
      return undefined;
    }
    const onsetMs = since ?? frame.startMs;
    if (frame.endMs - onsetMs < ONSET_MS) {
      state = { name: 'quiet', loudSinceMs: onsetMs };
      return undefined;
    }
    state = { name: 'speaking', heardUntilMs: frame.endMs };
    return { type: 'started', onsetMs } as const;
  };
  return {
    frame(frame, detection, completeness) {
      const threshold = thresholdOf(detection);
      if (state.name === 'quiet') return whileQuiet(frame, threshold, state.loudSinceMs);
      // Capped by the threshold itself: with a threshold of 0.1 the floor must not be above it.
      const release = Math.min(threshold, Math.max(LOWEST_THRESHOLD, threshold - HYSTERESIS));
      if (frame.probability >= release) {
        state = { name: 'speaking', heardUntilMs: frame.endMs };
        return undefined;
      }
      const silenceMs = frame.endMs - state.heardUntilMs;
      if (silenceMs < silenceNeededMs(detection, completeness)) return undefined;
      state = QUIET;
      return { type: 'stopped' };
    },
    reset() {
      state = QUIET;
    },
  };
}
