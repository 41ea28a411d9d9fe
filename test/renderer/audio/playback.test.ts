import { afterEach, describe, expect, it } from 'vitest';
import { type AudioHost, createAudioHost } from '#renderer/audio/audio-host.ts';
import { createPlayer, type Playhead } from '#renderer/audio/playback.ts';
import type { PlaybackCommand, PlaybackReport } from '#shared/audio/ports.ts';
import { countWhileBlocked } from './blocked-page.ts';
import { eventually } from './eventually.ts';
import { createManualClock } from './manual-clock.ts';
import { createTap } from './tap.ts';

/** Samples without a zero among them, so that silence can be told apart. */
const speech = (count: number): Int16Array =>
  Int16Array.from({ length: count }, (_, index) => Math.round(12_000 * Math.sin(index / 9)) | 1);
const asFloats = (samples: Int16Array): Float32Array =>
  Float32Array.from(samples, (sample) => sample / 32_768);
const withoutSilence = (samples: Float32Array): Float32Array => samples.filter((sample) => sample !== 0);

let host: AudioHost | undefined;
afterEach(async () => {
  await host?.close();
  host = undefined;
});

async function start(context?: AudioContext) {
  const clock = createManualClock();
  const audio = createAudioHost(clock, context);
  host = audio;
  const player = await createPlayer(audio);
  const tap = await createTap(player.node);
  const playheads: Playhead[] = [];
  player.onPlayhead((playhead) => playheads.push(playhead));
  return { clock, context: audio.context, player, tap, playheads };
}

const ended = (playheads: Playhead[], itemId: string): Promise<void> =>
  eventually(() => expect(playheads.some((head) => head.itemId === itemId && head.ended)).toBe(true));

describe('player', () => {
  it('brings every sample to the loudspeaker bit by bit, the tail included', async () => {
    const { player, tap, playheads } = await start();
    const samples = speech(12_345);
    for (let at = 0; at < samples.length; at += 480) player.enqueue('a', samples.subarray(at, at + 480));
    player.endItem('a');
    await ended(playheads, 'a');
    await eventually(() => expect(withoutSilence(tap.heard()).length).toBe(samples.length));
    expect(withoutSilence(tap.heard())).toEqual(asFloats(samples));
    expect(playheads.at(-1)).toEqual({ itemId: 'a', playedSamples: 12_345, ended: true });
    expect(playheads.length).toBeGreaterThan(4);
    expect(player.underruns).toBe(0);
  });

  it('falls silent on flush and says how much was played', async () => {
    const { player, tap, playheads } = await start();
    player.enqueue('a', speech(240_000));
    await eventually(() => expect(playheads.length).toBeGreaterThan(1));
    const played = await player.flush();
    await eventually(() => expect(tap.heard().at(-1)).toBe(0));
    expect(played?.itemId).toBe('a');
    expect(played?.playedSamples).toBe(withoutSilence(tap.heard()).length);
    expect(await player.flush()).toBeUndefined();
  });

  it('plays what comes through an attached port and reports to it', async () => {
    const { player, tap, playheads } = await start();
    const channel = new MessageChannel();
    const reports: PlaybackReport[] = [];
    channel.port1.onmessage = (event: MessageEvent<PlaybackReport>) => reports.push(event.data);
    const send = (command: PlaybackCommand): void => channel.port1.postMessage(command);
    player.attach(channel.port2);
    send({ type: 'audio', itemId: 'b', samples: speech(2000) });
    send({ type: 'end', itemId: 'b' });
    await ended(playheads, 'b');
    expect(withoutSilence(tap.heard())).toEqual(asFloats(speech(2000)));
    expect(reports.at(-1)).toEqual({ type: 'playhead', itemId: 'b', playedSamples: 2000, ended: true });
    send({ type: 'audio', itemId: 'c', samples: speech(48_000) });
    await eventually(() => expect(reports.at(-1)).toMatchObject({ itemId: 'c' }));
    send({ type: 'flush', id: 77 });
    await eventually(() => expect(reports.at(-1)?.type).toBe('flushed'));
    expect(reports.at(-1)).toMatchObject({ id: 77, played: { itemId: 'c' } });
  });

  it('plays on while the page is blocked', async () => {
    const { player, playheads } = await start();
    const channel = new MessageChannel();
    player.attach(channel.port2);
    player.enqueue('a', speech(48_000));
    const isFlowing = (): Promise<void> => eventually(() => expect(playheads.length).toBeGreaterThan(1));
    const reports = await countWhileBlocked(channel.port1, { isFlowing, blockMs: 600 });
    // A playhead every 100 ms.
    expect(reports).toBeGreaterThanOrEqual(3);
  });

  it('plays at the right speed in a context of another rate', async () => {
    const { player, tap, playheads } = await start(new AudioContext({ sampleRate: 48_000 }));
    const tone = Int16Array.from(
      { length: 4800 },
      (_, index) => 16_000 * Math.sin((2 * Math.PI * index) / 24),
    );
    player.enqueue('a', tone);
    player.endItem('a');
    await ended(playheads, 'a');
    await eventually(() => expect(tap.heard().at(-1)).toBe(0));
    const heard = tap.heard();
    const first = heard.findIndex((sample) => Math.abs(sample) > 0.01);
    const middle = heard.subarray(first + 480, first + 480 + 4800);
    // 100 ms of 1 kHz cross zero upwards 100 times.
    const crossings = middle.filter(
      (sample, index) => index > 0 && sample >= 0 && (middle[index - 1] ?? 0) < 0,
    );
    expect(crossings.length).toBe(100);
    expect(Math.max(...middle)).toBeCloseTo(16_000 / 32_768, 3);
  });

  it('lets the context sleep within 2 s of the last sound and wakes it for the next', async () => {
    const { clock, context, player, playheads } = await start();
    await eventually(() => expect(context.state).toBe('suspended'));
    player.enqueue('a', speech(500));
    player.endItem('a');
    await ended(playheads, 'a');
    expect(context.state).toBe('running');
    // The worklet tells of its silence after its last playhead.
    await eventually(() => {
      clock.advance(2000);
      expect(context.state).toBe('suspended');
    });
    player.enqueue('b', speech(500));
    player.endItem('b');
    await ended(playheads, 'b');
    expect(context.state).toBe('running');
  });

  it('tells when its worklet fails', async () => {
    const { player } = await start();
    const channel = new MessageChannel();
    let failures = 0;
    player.onFailed(() => {
      failures += 1;
    });
    player.attach(channel.port2);
    // Numbers that cannot be divided by one another: the audio thread throws while it renders.
    channel.port1.postMessage({ type: 'audio', itemId: 'a', samples: new BigInt64Array(4800) });
    await eventually(() => expect(failures).toBe(1));
  });

  it('rejects a flush that can no longer be answered', async () => {
    const { player } = await start();
    player.close();
    player.close();
    player.enqueue('a', speech(10));
    await expect(player.flush()).rejects.toMatchObject({ reason: 'closed' });
  });
});
