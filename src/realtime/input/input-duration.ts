import { type RealtimeSessionSettings, sampleRateOf } from '../settings/settings.ts';

/** Duration of microphone audio in the session's input format, ms. */
export function inputDurationMs(
  audio: ArrayBufferView,
  { inputAudioFormat: format = 'pcm16' }: RealtimeSessionSettings,
): number {
  const bytesPerSample = audio instanceof Int16Array || format === 'pcm16' ? 2 : 1;
  return (audio.byteLength * 1000) / bytesPerSample / sampleRateOf(format);
}
