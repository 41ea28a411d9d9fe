import { pcm16ToFloat } from '#shared/audio/pcm16.ts';
import { createResampler } from '#shared/audio/resample.ts';
import type { Vad } from '../stages.ts';
import type { VoiceFrame } from './endpointer.ts';

/** Samples at 24 kHz in one frame of the detector: 512 at 16 kHz, 32 ms. */
export const FRAME_SAMPLES = 768;
const FRAME_MS = 32;

/** Cuts a 24 kHz stream into the detector's frames. */
export type VoiceFrames = {
  /** The frames that became complete, in order; `startMs` counts from the last `restart`'s position. */
  push(samples: Int16Array): readonly VoiceFrame[];
  /** Forgets what was heard; the next sample stands at `positionMs` of the session. */
  restart(positionMs: number): void;
};

export function createVoiceFrames(vad: Vad): VoiceFrames {
  const { frameSamples, sampleRateHz } = vad.info;
  const resampler = createResampler({ fromHz: 24_000, toHz: sampleRateHz });
  const frame = new Float32Array(frameSamples);
  let filled = 0;
  let startMs = 0;

  const fill = (samples: Float32Array): VoiceFrame[] => {
    const frames: VoiceFrame[] = [];
    for (let read = 0; read < samples.length; ) {
      const part = samples.subarray(read, read + frameSamples - filled);
      frame.set(part, filled);
      filled += part.length;
      read += part.length;
      if (filled < frameSamples) break;
      filled = 0;
      frames.push({ probability: vad.process(frame), startMs, endMs: startMs + FRAME_MS });
      startMs += FRAME_MS;
    }
    return frames;
  };
  return {
    push(samples) {
      const floats = new Float32Array(samples.length);
      pcm16ToFloat(samples, floats);
      return fill(resampler.process(floats));
    },
    restart(positionMs) {
      resampler.flush();
      vad.reset();
      filled = 0;
      startMs = positionMs;
    },
  };
}
