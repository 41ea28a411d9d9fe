import { createLevelMeter } from '#shared/audio/level.ts';
import { pcm16ToFloat } from '#shared/audio/pcm16.ts';
import {
  type CutTurn,
  MAX_METER_FRAMES,
  METER_FRAME_MS,
  type MeterFrame,
  type MeterReading,
} from '#shared/bridge/meter.ts';
import type { EffectiveTurnDetection } from '#shared/wire/turn-detection.ts';
import type { Vad } from '../stages.ts';
import { createEndpointer, prefixPaddingMs, thresholdOf } from './endpointer.ts';
import { createVoiceFrames, FRAME_SAMPLES } from './voice-frames.ts';

/** Listens without a session, and tells how turns would be cut. Sound is not kept. */
export type RoomMeter = {
  /** Mono pcm16 at 24 kHz. */
  hear(samples: Int16Array): void;
  /** The frames after the first `after`, and what `detection` makes of everything that is kept. */
  read(after: number, detection: EffectiveTurnDetection): MeterReading;
};

export function createRoomMeter(vad: Vad): RoomMeter {
  const voice = createVoiceFrames(vad);
  const level = createLevelMeter();
  const block = new Float32Array(FRAME_SAMPLES);
  /** Loudness of frames that the detector, a resampler behind, has not judged yet. */
  const levels: number[] = [];
  const kept: MeterFrame[] = [];
  let filled = 0;
  let count = 0;

  const measure = (samples: Int16Array): void => {
    for (let read = 0; read < samples.length; ) {
      const part = samples.subarray(read, read + FRAME_SAMPLES - filled);
      pcm16ToFloat(part, block.subarray(filled, filled + part.length));
      filled += part.length;
      read += part.length;
      if (filled < FRAME_SAMPLES) break;
      filled = 0;
      level.reset();
      level.add(block);
      levels.push(level.rmsDbfs);
    }
  };
  return {
    hear(samples) {
      measure(samples);
      for (const { probability } of voice.push(samples)) {
        kept.push({ dbfs: levels.shift() ?? level.rmsDbfs, probability });
        count += 1;
      }
      kept.splice(0, kept.length - MAX_METER_FRAMES);
    },
    read(after, detection) {
      const firstKept = count - kept.length;
      return {
        count,
        frames: kept.slice(Math.max(0, after - firstKept)),
        turns: cutTurns(kept, firstKept, detection),
        threshold: thresholdOf(detection),
      };
    },
  };
}

/**
 * Where the engine would begin and end turns in these frames. Nobody knows the words, so for semantic_vad every sentence counts
 * as unfinished: its turns end here at the latest.
 */
function cutTurns(
  frames: readonly MeterFrame[],
  firstFrame: number,
  detection: EffectiveTurnDetection,
): readonly CutTurn[] {
  const endpointer = createEndpointer();
  const turns: CutTurn[] = [];
  for (const [index, { probability }] of frames.entries()) {
    const startMs = (firstFrame + index) * METER_FRAME_MS;
    const frame = { probability, startMs, endMs: startMs + METER_FRAME_MS };
    const change = endpointer.frame(frame, detection, () => 'incomplete');
    const last = turns.at(-1);
    if (change?.type === 'started') {
      const earliest = last?.toMs ?? firstFrame * METER_FRAME_MS;
      turns.push({ fromMs: Math.max(earliest, change.onsetMs - prefixPaddingMs(detection)) });
    } else if (change?.type === 'stopped' && last !== undefined) {
      turns[turns.length - 1] = { ...last, toMs: frame.endMs };
    }
  }
  return turns;
}
