import { afterEach, describe, expect, it, vi } from 'vitest';
import { type AudioHost, createAudioHost } from '#renderer/audio/audio-host.ts';
import { testEcho } from '#renderer/audio/echo-test.ts';
import { createManualClock } from './manual-clock.ts';
import { RAW } from './recorder-bench.ts';

let host: AudioHost | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await host?.close();
  host = undefined;
});

type Room = {
  /** Share of the loudspeaker's sound that reaches the microphone, after 120 ms. */
  readonly echo: number;
  readonly noise: number;
  /** Turns the echo off after so many seconds, as a canceller does that has learnt it. */
  readonly learntAfterS?: number;
};

/** A microphone in a room with the loudspeaker of the page, and what it gave to whoever opened it. */
function enterRoom({ echo, noise, learntAfterS }: Room) {
  const clock = createManualClock();
  const audio = createAudioHost(clock);
  host = audio;
  const { context } = audio;
  const microphone = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  const loudspeaker = new GainNode(context, { gain: echo });
  loudspeaker.connect(new DelayNode(context, { delayTime: 0.12 })).connect(microphone);
  if (learntAfterS !== undefined) loudspeaker.gain.setValueAtTime(0, context.currentTime + learntAfterS);
  const buffer = context.createBuffer(1, context.sampleRate, context.sampleRate);
  buffer.copyToChannel(
    Float32Array.from({ length: context.sampleRate }, () => noise * (2 * Math.random() - 1)),
    0,
  );
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  source.connect(microphone);
  source.start();
  Object.defineProperty(context, 'destination', { value: loudspeaker });
  const streams: MediaStream[] = [];
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async () => {
    const stream = microphone.stream.clone();
    streams.push(stream);
    return stream;
  });
  return {
    clock,
    test: (volume = 1) => testEcho(audio, clock, { microphone: RAW, volume }),
    states: () => streams.flatMap((stream) => stream.getTracks().map((track) => track.readyState)),
  };
}

describe('the test of the echo', () => {
  it('measures how late and how much fainter the loudspeaker comes back, and lets go of the microphone', async () => {
    const { test, states } = enterRoom({ echo: 0.1, noise: 0.001 });
    const echo = await test();
    // The browser takes its time as well.
    expect(echo?.delayMs).toBeGreaterThan(119);
    expect(echo?.delayMs).toBeLessThan(400);
    expect(Math.abs((echo?.lossDb ?? 0) - 20)).toBeLessThan(1);
    expect(states()).toEqual(['ended']);
  });

  it('tells the same loss when the answers are turned down, even to nothing', async () => {
    const { test } = enterRoom({ echo: 0.1, noise: 0.001 });
    expect(Math.abs(((await test(0))?.lossDb ?? 0) - 20)).toBeLessThan(1);
  });

  it('finds none where only noise is heard', async () => {
    const { test } = enterRoom({ echo: 0, noise: 0.01 });
    expect(await test()).toBeUndefined();
  });

  it('finds none that an echo canceller has learnt to remove', async () => {
    const { test } = enterRoom({ echo: 0.5, noise: 0.001, learntAfterS: 1 });
    expect(await test()).toBeUndefined();
  });

  it('takes a microphone that is silent to the last bit for one that is switched off, not for a room without echo', async () => {
    const { test, states } = enterRoom({ echo: 0, noise: 0 });
    await expect(test()).rejects.toMatchObject({
      reason: 'device',
      action: expect.stringContaining('switched on'),
    });
    expect(states()).toEqual(['ended']);
  });

  it('does not wait for a microphone that delivers nothing', async () => {
    const { clock, test, states } = enterRoom({ echo: 0, noise: 0 });
    vi.spyOn(AudioNode.prototype, 'connect').mockReturnValue(undefined as never);
    const testing = expect(test()).rejects.toMatchObject({ message: 'The microphone delivers nothing.' });
    await vi.waitFor(() => expect(states()).toEqual(['live']));
    clock.advance(8_000);
    await testing;
    expect(states()).toEqual(['ended']);
  });

  it('says what to do when the microphone may not be used', async () => {
    const { test } = enterRoom({ echo: 0, noise: 0 });
    const refused = new DOMException('', 'NotAllowedError');
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(refused);
    await expect(test()).rejects.toMatchObject({ reason: 'device' });
  });
});
