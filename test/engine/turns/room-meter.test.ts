import { beforeAll, describe, expect, it } from 'vitest';
import type { Vad } from '#engine/stages.ts';
import { createRoomMeter, type RoomMeter } from '#engine/turns/room-meter.ts';
import { createSileroVad } from '#engine/vad/silero-vad.ts';
import { loadSileroWeights } from '#engine/vad/silero-weights.ts';
import { MAX_METER_FRAMES, METER_FRAME_MS } from '#shared/bridge/meter.ts';
import { completeTurnDetection, DEFAULT_SERVER_VAD } from '#shared/wire/turn-detection.ts';
import { chunked, joined, noiseAt, silence, synthesise } from '../../support/speech.ts';

let vad: Vad;
beforeAll(async () => {
  const weights = new URL('../../../resources/models/silero-vad-v6.bin', import.meta.url);
  vad = createSileroVad(await loadSileroWeights(weights));
});

/** Two sentences with 700 ms between them, as 20 ms frames of a microphone. */
async function heardSentences(): Promise<RoomMeter> {
  vad.reset();
  const meter = createRoomMeter(vad);
  const sentence = await synthesise('what time is it');
  const sound = joined(silence(500), sentence, silence(700), sentence, silence(2000));
  for (const samples of chunked(sound, 20)) meter.hear(samples);
  return meter;
}

const pause = (pauseMs: number) => ({ ...DEFAULT_SERVER_VAD, silence_duration_ms: pauseMs });

describe('the meter of the room', () => {
  it('shows where turns would be cut, anew for every value, from the same sound', async () => {
    const meter = await heardSentences();
    expect(meter.read(0, pause(300)).turns).toHaveLength(2);
    expect(meter.read(0, pause(1500)).turns).toHaveLength(1);
    expect(meter.read(0, { ...pause(300), threshold: 1 }).turns).toEqual([]);
  });

  it('begins a turn as much before the voice as is kept, and ends it after the pause', async () => {
    const meter = await heardSentences();
    const fromMs = (padding: number) =>
      meter.read(0, { ...pause(300), prefix_padding_ms: padding }).turns[0]?.fromMs ?? Number.NaN;
    expect(fromMs(0) - fromMs(200)).toBe(200);
    const toMs = (pauseMs: number) => meter.read(0, pause(pauseMs)).turns.at(-1)?.toMs ?? Number.NaN;
    expect(Math.abs(toMs(900) - toMs(300) - 600)).toBeLessThanOrEqual(METER_FRAME_MS);
  });

  it('takes every sentence for unfinished under semantic_vad, which would know its words', async () => {
    const meter = await heardSentences();
    const semantic = completeTurnDetection({ type: 'semantic_vad', eagerness: 'high' });
    expect(meter.read(0, semantic)).toMatchObject({ turns: [{}], threshold: 0.5 });
  });

  it('tells loudness and likelihood of speech of each frame, and only new ones when asked for those', async () => {
    const meter = await heardSentences();
    const { count, frames } = meter.read(0, pause(300));
    expect(frames).toHaveLength(count);
    expect(frames[3]).toMatchObject({ dbfs: -100 });
    expect(frames[3]?.probability).toBeLessThan(0.1);
    expect(Math.max(...frames.map(({ probability }) => probability))).toBeGreaterThan(0.9);
    expect(Math.max(...frames.map(({ dbfs }) => dbfs))).toBeGreaterThan(-25);
    expect(meter.read(count - 4, pause(300)).frames).toEqual(frames.slice(-4));
    expect(meter.read(count, pause(300)).frames).toEqual([]);
  });

  it('keeps the last thirty seconds, and counts on', () => {
    vad.reset();
    const meter = createRoomMeter(vad);
    const second = noiseAt(100, 1000);
    for (let seconds = 0; seconds < 32; seconds += 1) meter.hear(second);
    const { count, frames } = meter.read(0, pause(300));
    expect(count).toBeGreaterThan(MAX_METER_FRAMES);
    expect(frames).toHaveLength(MAX_METER_FRAMES);
  });
});
