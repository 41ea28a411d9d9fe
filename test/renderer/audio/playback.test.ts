import { afterEach, describe, expect, it } from 'vitest';
import { type AudioHost, createAudioHost } from '#renderer/audio/audio-host.ts';
import { createPlayer } from '#renderer/audio/playback.ts';
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
  const { port1: lane, port2 } = new MessageChannel();
  player.attach(port2);
  const reports: PlaybackReport[] = [];
  lane.onmessage = (event: MessageEvent<PlaybackReport>) => reports.push(event.data);
  const send = (command: PlaybackCommand): void => lane.postMessage(command);
  return {
    clock,
    context: audio.context,
    player,
    tap,
    lane,
    reports,
    send,
    play(itemId: string, samples: Int16Array) {
      send({ type: 'audio', itemId, samples });
      send({ type: 'end', itemId });
    },
    /** Resolves when an item was played to its end. */
    ended: (itemId: string): Promise<void> =>
      eventually(() => expect(reports).toContainEqual(expect.objectContaining({ itemId, ended: true }))),
  };
}

describe('player', () => {
  it('brings every sample to the loudspeaker bit by bit, the tail included', async () => {
    const { send, ended, tap, reports } = await start();
    const samples = speech(12_345);
    for (let at = 0; at < samples.length; at += 480) {
      send({ type: 'audio', itemId: 'a', samples: samples.subarray(at, at + 480) });
    }
    send({ type: 'end', itemId: 'a' });
    await ended('a');
    await eventually(() => expect(withoutSilence(tap.heard()).length).toBe(samples.length));
    expect(withoutSilence(tap.heard())).toEqual(asFloats(samples));
    expect(reports.at(-1)).toEqual({ type: 'playhead', itemId: 'a', playedSamples: 12_345, ended: true });
    expect(reports.length).toBeGreaterThan(4);
    expect(reports.every(({ type }) => type === 'playhead')).toBe(true);
  });

  it('falls silent on flush and says how much was played', async () => {
    const { send, tap, reports } = await start();
    send({ type: 'audio', itemId: 'a', samples: speech(240_000) });
    await eventually(() => expect(reports.length).toBeGreaterThan(1));
    send({ type: 'flush', id: 1 });
    await eventually(() => expect(reports.at(-1)?.type).toBe('flushed'));
    await eventually(() => expect(tap.heard().at(-1)).toBe(0));
    const playedSamples = withoutSilence(tap.heard()).length;
    expect(reports.at(-1)).toEqual({ type: 'flushed', id: 1, played: { itemId: 'a', playedSamples } });
    send({ type: 'flush', id: 2 });
    await eventually(() => expect(reports.at(-1)).toEqual({ type: 'flushed', id: 2 }));
  });

  it('plays what comes by a newer port, and reports to that', async () => {
    const { player, tap, reports } = await start();
    const { port1, port2 } = new MessageChannel();
    const fresh: PlaybackReport[] = [];
    port1.onmessage = (event: MessageEvent<PlaybackReport>) => fresh.push(event.data);
    player.attach(port2);
    port1.postMessage({ type: 'audio', itemId: 'b', samples: speech(2000) });
    port1.postMessage({ type: 'end', itemId: 'b' });
    const whole = { type: 'playhead', itemId: 'b', playedSamples: 2000, ended: true };
    await eventually(() => expect(fresh.at(-1)).toEqual(whole));
    await eventually(() => expect(withoutSilence(tap.heard())).toEqual(asFloats(speech(2000))));
    expect(reports).toEqual([]);
  });

  it('plays on while the page is blocked', async () => {
    const { send, lane, tap } = await start();
    send({ type: 'audio', itemId: 'a', samples: speech(72_000) });
    const isFlowing = (): Promise<void> =>
      eventually(() => expect(withoutSilence(tap.heard()).length).toBeGreaterThan(4800));
    const counted = await countWhileBlocked(lane, { isFlowing, blockMs: 600 });
    // A playhead every 100 ms.
    expect(counted).toBeGreaterThanOrEqual(3);
  });

  it('plays at the right speed in a context of another rate', async () => {
    const { play, ended, tap } = await start(new AudioContext({ sampleRate: 48_000 }));
    const tone = Int16Array.from(
      { length: 4800 },
      (_, index) => 16_000 * Math.sin((2 * Math.PI * index) / 24),
    );
    play('a', tone);
    await ended('a');
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
    const { clock, context, play, ended } = await start();
    await eventually(() => expect(context.state).toBe('suspended'));
    play('a', speech(500));
    await ended('a');
    expect(context.state).toBe('running');
    // The worklet tells of its silence after its last playhead.
    await eventually(() => {
      clock.advance(2000);
      expect(context.state).toBe('suspended');
    });
    play('b', speech(500));
    await ended('b');
    expect(context.state).toBe('running');
  });

  it('tells when its worklet fails', async () => {
    const { player, lane } = await start();
    let failures = 0;
    player.onFailed(() => {
      failures += 1;
    });
    // Numbers that cannot be divided by one another: the audio thread throws while it renders.
    lane.postMessage({ type: 'audio', itemId: 'a', samples: new BigInt64Array(4800) });
    await eventually(() => expect(failures).toBe(1));
  });

  it('lets the context sleep when it is closed in the middle, twice if need be', async () => {
    const { clock, context, player, send, reports } = await start();
    send({ type: 'audio', itemId: 'a', samples: speech(240_000) });
    await eventually(() => expect(reports.length).toBeGreaterThan(0));
    player.close();
    player.close();
    clock.advance(2000);
    await eventually(() => expect(context.state).toBe('suspended'));
  });
});
