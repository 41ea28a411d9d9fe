import { describe, expect, it, vi } from 'vitest';
import type { MicrophoneLevel } from '#renderer/audio/capture.ts';
import { CAPTURE_PROCESSOR } from '#shared/audio/worklet-control.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { countWhileBlocked } from './blocked-page.ts';
import { eventually } from './eventually.ts';
import { atLeast, RAW, startRecorder, watchMicrophone } from './recorder-bench.ts';

/** Nothing a page can send makes the real one throw. */
const FAILING_WORKLET = `
  registerProcessor('${CAPTURE_PROCESSOR}', class extends AudioWorkletProcessor {
    constructor() {
      super();
      this.port.onmessage = () => this.port.postMessage({ type: 'armed' });
    }
    process() {
      throw new Error('A defect');
    }
  });`;

/** Samples without a zero among them and without repetition. */
const speech = (count: number): Int16Array =>
  Int16Array.from({ length: count }, (_, index) => ((index * 37) % 20_000) + 1);
const withoutSilence = (frames: readonly Int16Array[]): number[] =>
  frames.flatMap((frame) => [...frame]).filter((sample) => sample !== 0);

/** A microphone that plays exactly the given samples, once, and then is silent. */
function scriptMicrophone(context: AudioContext, samples: Int16Array): { play(): void } {
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(output.stream);
  const buffer = context.createBuffer(1, samples.length + 4800, context.sampleRate);
  buffer.copyToChannel(
    Float32Array.from(samples, (sample) => sample / 32_768),
    0,
  );
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(output);
  return { play: () => source.start() };
}

describe('recorder', () => {
  it('delivers the microphone as frames of 20 ms', async () => {
    const { recorder, frames } = await startRecorder();
    expect(await recorder.open(RAW)).toBe('open');
    await atLeast(frames, 60);
    expect(frames.every((frame) => frame.length === 480)).toBe(true);
    // The fake device beeps once a second.
    expect(frames.some((frame) => frame.some((sample) => Math.abs(sample) > 1000))).toBe(true);
    await recorder.stop();
  });

  it('delivers what was said bit by bit', async () => {
    const { context, recorder, frames } = await startRecorder();
    const spoken = speech(5000);
    const microphone = scriptMicrophone(context, spoken);
    await recorder.open(RAW);
    // The browser itself swallows the first 10 ms of a stream.
    await atLeast(frames, 5);
    microphone.play();
    await eventually(() => expect(withoutSilence(frames)).toHaveLength(spoken.length));
    await recorder.stop();
    expect(withoutSilence(frames)).toEqual([...spoken]);
  });

  it('loses nothing of a word that stop falls into', async () => {
    const { context, recorder, messages, frames } = await startRecorder();
    const spoken = speech(19_000);
    const microphone = scriptMicrophone(context, spoken);
    await recorder.open(RAW);
    await atLeast(frames, 5);
    microphone.play();
    await eventually(() => expect(withoutSilence(frames).length).toBeGreaterThan(2000));
    await recorder.stop();
    await eventually(() => expect(messages.at(-1)).toEqual({ type: 'stopped' }));
    const heard = withoutSilence(frames);
    expect(heard).toEqual([...spoken.subarray(0, heard.length)]);
    // The audio thread works in steps of 128 samples and frames hold 480: a lost tail would leave a broken step.
    expect(frames.reduce((sum, frame) => sum + frame.length, 0) % 128).toBe(0);
    expect(frames.slice(0, -1).every((frame) => frame.length === 480)).toBe(true);
  });

  it('sends frames and the end of the recording to its port, and levels to the page', async () => {
    const { recorder, messages } = await startRecorder();
    const levels: MicrophoneLevel[] = [];
    recorder.onLevel((level) => levels.push(level));
    await recorder.open(RAW);
    await atLeast(messages, 60);
    await recorder.stop();
    await eventually(() => expect(messages.at(-1)).toEqual({ type: 'stopped' }));
    expect(messages.filter((message) => message.type === 'stopped')).toHaveLength(1);
    expect(levels.length).toBeGreaterThanOrEqual(29);
    expect(levels.some(({ rmsDbfs, peakDbfs }) => peakDbfs > -40 && rmsDbfs <= peakDbfs)).toBe(true);
  });

  it('keeps frames flowing while the page is blocked', async () => {
    const { recorder, lane } = await startRecorder();
    const levels: MicrophoneLevel[] = [];
    recorder.onLevel((level) => levels.push(level));
    await recorder.open(RAW);
    const frames = await countWhileBlocked(lane, {
      isFlowing: () => atLeast(levels, 3),
      blockMs: 600,
    });
    await recorder.stop();
    // 30 would be all of them; half leaves room for a machine that is busy itself.
    expect(frames).toBeGreaterThanOrEqual(15);
  });

  it('releases the microphone on stop and lets the context sleep within 2 s', async () => {
    const { clock, context, recorder, frames } = await startRecorder();
    const microphone = watchMicrophone();
    await recorder.open(RAW);
    await atLeast(frames, 2);
    expect(microphone.states()).toEqual(['live']);
    await recorder.stop();
    expect(microphone.states()).toEqual(['ended']);
    expect(context.state).toBe('running');
    clock.advance(2000);
    await eventually(() => expect(context.state).toBe('suspended'));
  });

  it('records again after it slept', async () => {
    const { clock, context, recorder, frames } = await startRecorder();
    await recorder.open(RAW);
    await recorder.stop();
    clock.advance(2000);
    await eventually(() => expect(context.state).toBe('suspended'));
    frames.length = 0;
    await recorder.open(RAW);
    await atLeast(frames, 5);
    await recorder.stop();
  });

  it('gives up opening when it is stopped while the person is asked, and says that the recording ended', async () => {
    const { recorder, messages } = await startRecorder();
    const granted = createDeferred<void>();
    const microphone = watchMicrophone(granted.promise);
    const opening = recorder.open(RAW);
    await eventually(() => expect(microphone.streams).toHaveLength(1));
    const stopping = recorder.stop();
    expect(await opening).toBe('cancelled');
    await stopping;
    await eventually(() => expect(messages).toEqual([{ type: 'stopped' }]));
    granted.resolve();
    await eventually(() => expect(microphone.states()).toEqual(['ended']));
  });

  it('opens anew while the question for an earlier opening is still unanswered', async () => {
    const { recorder, frames } = await startRecorder();
    const granted = createDeferred<void>();
    const microphone = watchMicrophone(granted.promise);
    const first = recorder.open(RAW);
    const stopping = recorder.stop();
    const second = recorder.open(RAW);
    await eventually(() => expect(microphone.streams.length).toBeGreaterThan(0));
    granted.resolve();
    expect([await first, await second]).toEqual(['cancelled', 'open']);
    await stopping;
    await atLeast(frames, 2);
    await recorder.stop();
    expect(microphone.states().every((state) => state === 'ended')).toBe(true);
  });

  it('resamples in a context of another rate', async () => {
    const { context, recorder, frames } = await startRecorder(new AudioContext({ sampleRate: 48_000 }));
    // 400 ms of 1 kHz: 48 samples a period there, 24 here.
    const tone = Int16Array.from(
      { length: 19_200 },
      (_, index) => 16_000 * Math.sin((2 * Math.PI * index) / 48),
    );
    const microphone = scriptMicrophone(context, tone);
    await recorder.open(RAW);
    await atLeast(frames, 5);
    microphone.play();
    await eventually(() => expect(withoutSilence(frames).length).toBeGreaterThan(8000));
    await recorder.stop();
    const heard = frames.flatMap((frame) => [...frame]);
    const middle = heard.slice(heard.findIndex((sample) => sample > 15_000)).slice(240, 240 + 7200);
    expect(Math.max(...middle)).toBeGreaterThan(15_950);
    expect(
      middle.filter((sample, index) => index >= 24 && Math.abs(sample - (middle[index - 24] ?? 0)) > 2),
    ).toEqual([]);
    expect(
      middle.some((sample, index) => index >= 12 && Math.abs(sample - (middle[index - 12] ?? 0)) > 20_000),
    ).toBe(true);
  });

  it('tells when its worklet fails', async () => {
    const context = new AudioContext({ sampleRate: 24_000 });
    const worklet = URL.createObjectURL(new Blob([FAILING_WORKLET], { type: 'text/javascript' }));
    const addModule = context.audioWorklet.addModule.bind(context.audioWorklet);
    vi.spyOn(context.audioWorklet, 'addModule').mockImplementation(() => addModule(worklet));
    const { recorder } = await startRecorder(context);
    let failures = 0;
    recorder.onFailed(() => {
      failures += 1;
    });
    await recorder.open(RAW);
    await eventually(() => expect(failures).toBe(1));
  });

  it.each([
    ['NotAllowedError', 'may not use the microphone'],
    ['NotFoundError', 'No microphone'],
    ['NotReadableError', 'another program'],
    ['OverconstrainedError', 'chosen microphone'],
    ['AbortError', 'could not be opened (AbortError)'],
  ])('says what to do about a %s', async (name, message) => {
    const { context, clock, recorder } = await startRecorder();
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('', name));
    await expect(recorder.open(RAW)).rejects.toMatchObject({
      reason: 'device',
      message: expect.stringContaining(message),
      action: expect.stringMatching(/\w+/),
    });
    clock.advance(2000);
    await eventually(() => expect(context.state).toBe('suspended'));
  });

  it('reports a device that does not exist as not connected', async () => {
    const { recorder } = await startRecorder();
    await expect(
      recorder.open({ ...RAW, device: { deviceId: 'no-such-device', label: 'Gone' } }),
    ).rejects.toMatchObject({
      reason: 'device',
      message: 'The chosen microphone is not connected.',
    });
  });

  it('releases the microphone when it is closed, twice if need be', async () => {
    const { recorder, frames } = await startRecorder();
    const microphone = watchMicrophone();
    await recorder.open(RAW);
    await atLeast(frames, 2);
    recorder.close();
    recorder.close();
    expect(microphone.states()).toEqual(['ended']);
    await recorder.stop();
    await expect(recorder.open(RAW)).rejects.toMatchObject({ reason: 'closed' });
  });
});
