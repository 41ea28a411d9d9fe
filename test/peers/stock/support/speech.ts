import { setTimeout as wait } from 'node:timers/promises';
import { loadFlite } from '../../../../src/engine/flite/flite.ts';
import { PCM_RATE_HZ } from '../../../../src/shared/audio/pcm16.ts';
import { createPcm16Resampler } from '../../../../src/shared/audio/resample.ts';

const FRAME_MS = 20;
const FRAME_SAMPLES = (PCM_RATE_HZ * FRAME_MS) / 1000;
const LEAD_MS = 300;
const TAIL_MS = 1000;

/** Somebody saying `text`, at 24 kHz, with silence around it as a microphone would hear it. */
export async function record(text: string): Promise<Int16Array> {
  const flite = await loadFlite();
  const { samples, sampleRateHz } = await flite.synthesise(text, 'rms', 1);
  const resampler = createPcm16Resampler({ fromHz: sampleRateHz, toHz: PCM_RATE_HZ });
  const parts = [silence(LEAD_MS), resampler.process(samples), resampler.flush(), silence(TAIL_MS)];
  return Int16Array.from(parts.flatMap((part) => [...part]));
}

function silence(ms: number): Int16Array {
  return new Int16Array((PCM_RATE_HZ * ms) / 1000);
}

/** Hands `recording` to `send` in frames of 20 ms, as fast as a microphone would. */
export async function stream(recording: Int16Array, send: (frame: Int16Array) => void): Promise<void> {
  const start = performance.now();
  for (let at = 0; at < recording.length; at += FRAME_SAMPLES) {
    send(recording.slice(at, at + FRAME_SAMPLES));
    const due = start + ((at + FRAME_SAMPLES) / PCM_RATE_HZ) * 1000;
    await wait(Math.max(0, due - performance.now()));
  }
}
