import { describe, expect, it, vi } from 'vitest';
import type { CaptureMessage } from '#shared/audio/ports.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { eventually } from './eventually.ts';
import { atLeast, RAW, startRecorder, watchMicrophone } from './recorder-bench.ts';

/** A microphone that counts, from 1 to what fits in pcm16 and over again. Answers with what it counts at a time of the context. */
function countingMicrophone(context: AudioContext): (timeS: number) => number {
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(output.stream);
  const buffer = context.createBuffer(1, 32_767, context.sampleRate);
  buffer.copyToChannel(
    Float32Array.from({ length: buffer.length }, (_, index) => (index + 1) / 32_768),
    0,
  );
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  source.connect(output);
  const startS = context.currentTime;
  source.start(startS);
  return (timeS) => Math.round((timeS - startS) * context.sampleRate) % buffer.length;
}

const samplesOf = (messages: readonly CaptureMessage[]): number[] =>
  messages.flatMap((message) => (message.type === 'frame' ? [...message.samples] : []));
const isCounted = (samples: readonly number[]): boolean =>
  samples.every((sample, index) => index === 0 || sample === ((samples[index - 1] ?? 0) % 32_767) + 1);

describe('a microphone that is kept open', () => {
  it('B13 begins the next turn with the 300 ms before it, without gap or repetition, and delivers nothing between', async () => {
    const { context, recorder, messages, frames } = await startRecorder();
    countingMicrophone(context);
    await recorder.open(RAW);
    await atLeast(frames, 25);
    expect(await recorder.keep()).toBe('kept');
    await eventually(() => expect(messages.at(-1)).toEqual({ type: 'stopped' }));
    const first = messages.splice(0);
    const keptFrom = context.currentTime;
    await eventually(() => expect(context.currentTime - keptFrom).toBeGreaterThan(0.5));
    expect(messages).toEqual([]);

    expect(await recorder.open(RAW)).toBe('open');
    // All of the pre-roll comes before the answer that the turn has begun.
    await atLeast(messages, 15);
    const preRoll = samplesOf(messages.slice(0, 15));
    expect(preRoll).toHaveLength(7_200);
    await atLeast(messages, 25);
    await recorder.stop();
    await eventually(() => expect(messages.at(-1)).toEqual({ type: 'stopped' }));
    const second = samplesOf(messages);
    expect(isCounted(second)).toBe(true);
    const last = samplesOf(first).at(-1) ?? 0;
    const between = ((second[0] ?? 0) - last + 32_767) % 32_767;
    expect(between).toBeGreaterThan(1);
  });

  it('begins with the key alone while Hark itself was heard, so that its own voice is not taken for the person', async () => {
    const { clock, audio, context, recorder, messages, frames } = await startRecorder();
    const countAt = countingMicrophone(context);
    await recorder.open(RAW);
    await atLeast(frames, 2);
    /** How long before the key the turn begins, ms. */
    const earlyAfter = async (quietMs: number): Promise<number> => {
      await recorder.keep();
      await eventually(() => expect(messages.at(-1)).toEqual({ type: 'stopped' }));
      messages.length = 0;
      audio.holdForSound()();
      clock.advance(quietMs);
      const keptFrom = context.currentTime;
      await eventually(() => expect(context.currentTime - keptFrom).toBeGreaterThan(0.5));
      const pressed = countAt(context.currentTime);
      await recorder.open(RAW);
      await atLeast(messages, 1);
      const samples = (pressed - (samplesOf(messages)[0] ?? 0) + 32_767) % 32_767;
      // What comes after the key counts below zero.
      return (samples > 16_384 ? samples - 32_767 : samples) / 24;
    };
    expect(await earlyAfter(499)).toBeLessThan(150);
    expect(await earlyAfter(500)).toBeGreaterThan(150);
    await recorder.stop();
  });

  it('is released by stop, and with everything else', async () => {
    const { recorder, frames } = await startRecorder();
    const microphone = watchMicrophone();
    await recorder.open(RAW);
    await atLeast(frames, 2);
    await recorder.keep();
    expect(microphone.states()).toEqual(['live']);
    await recorder.stop();
    expect(microphone.states()).toEqual(['ended']);
    expect(await recorder.keep()).toBe('closed');
    await recorder.open(RAW);
    await recorder.keep();
    recorder.close();
    expect(microphone.states()).toEqual(['ended', 'ended']);
  });

  it('is closed, not replaced, when it is unplugged', async () => {
    const { recorder, frames } = await startRecorder();
    const microphone = watchMicrophone();
    const losses: unknown[] = [];
    recorder.onLost((error) => losses.push(error));
    await recorder.open(RAW);
    await atLeast(frames, 2);
    await recorder.keep();
    microphone.streams[0]?.getTracks()[0]?.dispatchEvent(new Event('ended'));
    await eventually(() => expect(losses).toHaveLength(1));
    expect(microphone.states()).toEqual(['ended']);
  });

  it('is none when it was unplugged and the key went up before another was open', async () => {
    const { recorder, frames } = await startRecorder();
    const microphone = watchMicrophone();
    await recorder.open(RAW);
    await atLeast(frames, 2);
    const replacement = createDeferred<MediaStream>();
    const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockReturnValueOnce(replacement.promise);
    microphone.streams[0]?.getTracks()[0]?.dispatchEvent(new Event('ended'));
    await eventually(() => expect(asked).toHaveBeenCalled());
    const kept = recorder.keep();
    replacement.resolve(new MediaStream());
    expect(await kept).toBe('closed');
  });

  it('is none when the key went up before it was open', async () => {
    const { recorder, messages } = await startRecorder();
    const opening = recorder.open(RAW);
    expect(await recorder.keep()).toBe('closed');
    expect(await opening).toBe('cancelled');
    await eventually(() => expect(messages).toEqual([{ type: 'stopped' }]));
  });
});
