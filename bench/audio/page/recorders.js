import { createAudioHost } from '#renderer/audio/audio-host.ts';
import { createRecorder } from '#renderer/audio/capture.ts';
import { createClock } from '#shared/base/clock.ts';
import { WavRecorder } from '../../peers/node_modules/wavtools/index.js';

const PROCESSING = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const FRAME_BYTES = 960;

/** Recorders that send frames of about 20 ms into a port; `open` has none and shows what the open device alone costs. */
export const RECORDERS = { open, hark, wavtools };

async function open() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { ...PROCESSING, channelCount: 1 } });
  return async () => {
    for (const track of stream.getTracks()) track.stop();
  };
}

async function hark(port) {
  const host = createAudioHost(createClock(globalThis));
  const recorder = await createRecorder(host);
  recorder.attach(port);
  await recorder.open({ device: { deviceId: '', label: '' }, processing: PROCESSING });
  return async () => {
    await recorder.stop();
    recorder.close();
    await host.close();
  };
}

async function wavtools(port) {
  const recorder = new WavRecorder({ sampleRate: 24_000 });
  await recorder.begin();
  await recorder.record(({ mono }) => port.postMessage(mono), FRAME_BYTES);
  return () => recorder.end();
}
