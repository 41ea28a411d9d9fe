import { afterEach, expect, vi } from 'vitest';
import { type AudioHost, createAudioHost } from '#renderer/audio/audio-host.ts';
import { createRecorder } from '#renderer/audio/capture.ts';
import type { OpenMicrophone } from '#renderer/audio/open-stream.ts';
import type { CaptureMessage } from '#shared/audio/ports.ts';
import { eventually } from './eventually.ts';
import { createManualClock } from './manual-clock.ts';

/** The default microphone as it is. */
export const RAW: OpenMicrophone = {
  device: { deviceId: '', label: '' },
  processing: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
};

let host: AudioHost | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await host?.close();
  host = undefined;
});

/** A recorder whose frames are kept; its context ends with the test. */
export async function startRecorder(context?: AudioContext) {
  const clock = createManualClock();
  const audio = createAudioHost(clock, context);
  host = audio;
  const recorder = await createRecorder(audio);
  const { port1: lane, port2 } = new MessageChannel();
  recorder.attach(port2);
  const messages: CaptureMessage[] = [];
  const frames: Int16Array[] = [];
  lane.onmessage = ({ data }: MessageEvent<CaptureMessage>) => {
    messages.push(data);
    if (data.type === 'frame') frames.push(data.samples);
  };
  return { clock, audio, context: audio.context, recorder, lane, messages, frames };
}

export const atLeast = (list: readonly unknown[], count: number): Promise<void> =>
  eventually(() => expect(list.length).toBeGreaterThanOrEqual(count));

/** Watches the streams that the recorder opens, and keeps them from it until the person has granted them. */
export function watchMicrophone(granted = Promise.resolve()) {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const streams: MediaStream[] = [];
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (constraints) => {
    const stream = await open(constraints);
    streams.push(stream);
    await granted;
    return stream;
  });
  return {
    states: () => streams.flatMap((stream) => stream.getTracks().map((track) => track.readyState)),
    streams,
  };
}
