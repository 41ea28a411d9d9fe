import { createLevelMeter } from './level.ts';
import { floatToPcm16, PCM_RATE_HZ } from './pcm16.ts';
import { createPreRoll } from './pre-roll.ts';
import { createResampler } from './resample.ts';

/** 20 ms at 24 kHz. */
export const CAPTURE_FRAME_SAMPLES = 480;
/** The meter moves 25 times a second. */
const FRAMES_PER_LEVEL = 2;

export type CaptureCoreEvents = {
  /** Pcm16 at 24 kHz: `CAPTURE_FRAME_SAMPLES` of it, fewer at the very end. The array is used again: copy or post it at once. */
  onFrame(samples: Int16Array): void;
  /** Loudness since the last level, in dBFS (see level.ts). */
  onLevel(rmsDbfs: number, peakDbfs: number): void;
};

/**
 * The recorder's arithmetic: chunks of floats go in, frames of 20 ms come out; not a sample is lost or doubled.
 *
 *   delivering ──keep──▶ keeping ──deliver──▶ delivering
 */
export type CaptureCore = {
  /** Mono floats in -1..1 at the rate of the context. Allocates only when a chunk is longer than all before it. */
  push(input: Float32Array): void;
  /** The end of a recording: delivers what is left over. The next `push` begins a new one. */
  finish(): void;
  /** Begins a new recording of which only the newest `PRE_ROLL_MS` are kept, and nothing is delivered. */
  keep(): void;
  /** Delivers from now on; first what is kept, unless that is to be forgotten. */
  deliver(kept: 'kept' | 'forgotten'): void;
};

export function createCaptureCore(contextHz: number, events: CaptureCoreEvents): CaptureCore {
  const resampler = createResampler({ fromHz: contextHz, toHz: PCM_RATE_HZ });
  let converted = new Float32Array(0);
  const meter = createLevelMeter();
  const floats = new Float32Array(CAPTURE_FRAME_SAMPLES);
  const frame = new Int16Array(CAPTURE_FRAME_SAMPLES);
  const preRoll = createPreRoll(CAPTURE_FRAME_SAMPLES);
  let isKeeping = false;
  let filled = 0;
  let meteredFrames = 0;

  const completeFrame = (): void => {
    floatToPcm16(floats, frame);
    filled = 0;
    if (isKeeping) preRoll.add(frame);
    else deliverFrame();
  };
  const deliverFrame = (): void => {
    events.onFrame(frame);
    meter.add(floats);
    meteredFrames += 1;
    if (meteredFrames < FRAMES_PER_LEVEL) return;
    meteredFrames = 0;
    events.onLevel(meter.rmsDbfs, meter.peakDbfs);
    meter.reset();
  };
  const gather = (count: number): void => {
    for (let index = 0; index < count; index += 1) {
      floats[filled] = converted[index] as number;
      filled += 1;
      if (filled === CAPTURE_FRAME_SAMPLES) completeFrame();
    }
  };
  const makeRoom = (inputSamples: number): void => {
    const needed = resampler.maxOutput(inputSamples);
    if (converted.length < needed) converted = new Float32Array(needed);
  };
  return {
    push(input) {
      makeRoom(input.length);
      gather(resampler.processInto(input, converted));
    },
    finish() {
      makeRoom(0);
      gather(resampler.flushInto(converted));
      if (filled > 0 && !isKeeping) {
        const tail = new Int16Array(filled);
        floatToPcm16(floats.subarray(0, filled), tail);
        events.onFrame(tail);
      }
      filled = 0;
      meteredFrames = 0;
      meter.reset();
      preRoll.clear();
      isKeeping = false;
    },
    keep() {
      isKeeping = true;
    },
    deliver(kept) {
      if (!isKeeping) return;
      isKeeping = false;
      if (kept === 'kept') preRoll.drain((early) => events.onFrame(early));
      else {
        preRoll.clear();
        filled = 0;
      }
    },
  };
}
