import { describe, expect, it, vi } from 'vitest';
import { createCuePlayer } from '#renderer/audio/cue-player.ts';
import { eventually } from './eventually.ts';
import { RAW, startRecorder } from './recorder-bench.ts';

/** A recorder whose microphone hears exactly what the loudspeaker plays, without delay. */
async function startBesideLoudspeaker() {
  const { audio, context, recorder, messages, frames } = await startRecorder();
  const room = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  Object.defineProperty(context, 'destination', { value: room });
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async () => room.stream.clone());
  const loudest = (): number => Math.max(...frames.map((frame) => Math.max(...frame)));
  const isStopped = (): boolean => messages.some(({ type }) => type === 'stopped');
  return { context, recorder, cues: createCuePlayer(audio), frames, loudest, isStopped };
}

describe('a cue', () => {
  it('is heard by a microphone that stays open, as loud as wanted', async () => {
    const { recorder, cues, frames, loudest } = await startBesideLoudspeaker();
    await recorder.open(RAW);
    await eventually(() => expect(frames.length).toBeGreaterThan(5));
    cues.play('sent', 1);
    await eventually(() => expect(loudest()).toBeGreaterThan(9_000));
    expect(loudest()).toBeLessThan(10_500);
  });

  it('is no part of the turn that is closed with it', async () => {
    const { recorder, cues, frames, loudest, isStopped } = await startBesideLoudspeaker();
    await recorder.open(RAW);
    await eventually(() => expect(frames.length).toBeGreaterThan(5));
    const stopping = recorder.stop();
    cues.play('sent', 1);
    await stopping;
    await eventually(() => expect(isStopped()).toBe(true));
    expect(loudest()).toBe(0);
  });

  it('ends at once when an answer is on its way, as if it had been faded out', async () => {
    const cutAtS = 0.064;
    const context = new OfflineAudioContext({ sampleRate: 24_000, length: 12_000 });
    const cues = createCuePlayer({ context, holdForSound: () => () => {} });
    cues.play('sent', 1);
    void context.suspend(cutAtS).then(() => {
      cues.cut();
      return context.resume();
    });
    const heard = (await context.startRendering()).getChannelData(0);
    const cutAt = cutAtS * context.sampleRate;
    const loudest = (from: number, to?: number): number => Math.max(...heard.slice(from, to).map(Math.abs));
    expect(loudest(0, cutAt)).toBeGreaterThan(0.25);
    expect(loudest(cutAt + 240)).toBe(0);
    // No step is steeper than the tone's own: 2 pi * 880 Hz / 24 kHz of 0.3.
    const steps = heard.subarray(1).map((sample, index) => Math.abs(sample - (heard[index] as number)));
    expect(Math.max(...steps)).toBeLessThan(0.08);
  });

  it('that has not begun when the answer comes is not heard, and those after it are', async () => {
    const context = new OfflineAudioContext({ sampleRate: 24_000, length: 12_000 });
    let held = 0;
    const holdForSound = () => {
      held += 1;
      return () => {
        held -= 1;
      };
    };
    const cues = createCuePlayer({ context, holdForSound });
    cues.play('sent', 1);
    cues.cut();
    void context.suspend(0.128).then(() => {
      cues.play('error', 1);
      return context.resume();
    });
    const heard = (await context.startRendering()).getChannelData(0);
    expect(Math.max(...heard.slice(0, 3_072))).toBe(0);
    expect(Math.max(...heard.slice(3_072))).toBeGreaterThan(0.25);
    await eventually(() => expect(held).toBe(0));
  });

  it('at no volume is no sound, and the context sleeps on', async () => {
    const { context, cues } = await startBesideLoudspeaker();
    const oscillators = vi.spyOn(window, 'OscillatorNode');
    cues.play('error', 0);
    expect(oscillators).not.toHaveBeenCalled();
    expect(context.state).toBe('suspended');
  });
});
