import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CAUTIOUS_PREBUFFER_SAMPLES,
  FADE_SAMPLES,
  FIRST_PREBUFFER_SAMPLES,
  PlaybackCore,
} from '#shared/audio/playback-core.ts';
import { MAX_QUEUED_SAMPLES } from '#shared/audio/playback-queue.ts';
import type { PlaybackReport } from '#shared/audio/ports.ts';

const QUANTUM = 128;

/** A core with a loudspeaker that keeps what it hears. */
function createListener() {
  const reports: PlaybackReport[] = [];
  const activity: boolean[] = [];
  const heard: number[] = [];
  const core = new PlaybackCore({
    onReport: (report) => reports.push(report),
    onActive: (active) => activity.push(active),
  });
  const render = (samples = QUANTUM): Float32Array => {
    // Dirty on purpose: the core has to write every sample.
    const output = new Float32Array(samples).fill(9);
    core.render(output);
    for (const sample of output) heard.push(sample);
    return output;
  };
  const renderFor = (samples: number): void => {
    for (let done = 0; done < samples; done += QUANTUM) render();
  };
  /** What was heard but silence; test signals hold no zeros. */
  const sounds = (): number[] => heard.filter((sample) => sample !== 0).map((sample) => sample * 32_768);
  return { core, reports, activity, heard, render, renderFor, sounds };
}

/** `count` samples, none of them zero, different from their neighbours. */
const ramp = (from: number, count: number): Int16Array =>
  Int16Array.from({ length: count }, (_, index) => ((from + index) % 32_767) + 1);

describe('playback: what is heard', () => {
  it('plays every sample bit by bit, however it arrives and is taken', () => {
    const item = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(300), { minLength: 1 }),
        (items, renders) => {
          const listener = createListener();
          const sent: number[] = [];
          const lengths: number[] = [];
          let step = 0;
          for (const [index, pieces] of items.entries()) {
            for (const length of pieces) {
              const samples = ramp(sent.length, length);
              sent.push(...samples);
              listener.core.enqueue(`item-${index}`, samples);
              listener.render(renders[step % renders.length]);
              step += 1;
            }
            lengths.push(sent.length - lengths.reduce((sum, length) => sum + length, 0));
            // A new item ends the one before, so only the last needs it said.
            if (index % 2 === 0 || index === items.length - 1) listener.core.end(`item-${index}`);
          }
          listener.renderFor(sent.length + 2 * CAUTIOUS_PREBUFFER_SAMPLES);
          expect(listener.sounds()).toEqual(sent);
          const ended = listener.reports.filter((report) => report.type === 'playhead' && report.ended);
          expect(ended).toEqual(
            lengths.map((playedSamples, index) => ({
              type: 'playhead',
              itemId: `item-${index}`,
              playedSamples,
              ended: true,
            })),
          );
          expect(listener.activity.at(-1)).toBe(false);
        },
      ),
    );
  });

  it('reaches both ends of the scale', () => {
    const listener = createListener();
    listener.core.enqueue('a', Int16Array.of(-32_768, 32_767));
    listener.core.end('a');
    expect([...listener.render(4)]).toEqual([-1, 32_767 / 32_768, 0, 0]);
  });

  it('plays two items without a gap between them', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, 100));
    listener.core.enqueue('b', ramp(100, 100));
    listener.core.end('b');
    listener.render(200);
    expect(listener.sounds()).toEqual([...ramp(0, 200)]);
  });

  it('drops what is over half an hour instead of growing without end', () => {
    const listener = createListener();
    const minute = new Int16Array(60 * 24_000).fill(1);
    for (let minutes = 0; minutes < 31; minutes += 1) listener.core.enqueue('long', minute);
    listener.core.end('long');
    for (let second = 0; second < 31 * 60; second += 1) listener.core.render(new Float32Array(24_000));
    expect(listener.reports.at(-1)).toMatchObject({ playedSamples: MAX_QUEUED_SAMPLES, ended: true });
  });
});

describe('playback: when it starts', () => {
  it('waits for 60 ms of audio', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, FIRST_PREBUFFER_SAMPLES - 1));
    expect(listener.render()[0]).toBe(0);
    listener.core.enqueue('a', ramp(0, 1));
    expect(listener.render()[0]).not.toBe(0);
  });

  it('starts at once when the item is known to be complete', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, 10));
    listener.core.end('a');
    expect(listener.render()[0]).not.toBe(0);
  });

  it('waits no longer than 60 ms for an item that stalls', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, 10));
    listener.renderFor(FIRST_PREBUFFER_SAMPLES + QUANTUM);
    expect(listener.sounds()).toHaveLength(10);
  });

  it('gathers 200 ms after an underrun', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, FIRST_PREBUFFER_SAMPLES));
    listener.renderFor(FIRST_PREBUFFER_SAMPLES + QUANTUM);
    listener.core.enqueue('a', ramp(0, CAUTIOUS_PREBUFFER_SAMPLES - 1));
    expect(listener.reports.at(-1)).toEqual({ type: 'underrun', count: 1 });
    expect(listener.render()[0]).toBe(0);
    listener.core.enqueue('a', ramp(0, 1));
    expect(listener.render()[0]).not.toBe(0);
  });

  it('counts no underrun when an item ends, even if that is said late', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, FIRST_PREBUFFER_SAMPLES));
    listener.renderFor(2 * FIRST_PREBUFFER_SAMPLES);
    listener.core.end('a');
    listener.core.enqueue('b', ramp(0, FIRST_PREBUFFER_SAMPLES));
    listener.renderFor(2 * FIRST_PREBUFFER_SAMPLES);
    expect(listener.reports.filter((report) => report.type === 'underrun')).toEqual([]);
  });

  it('counts no underrun when the next piece comes just in time', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, 12 * QUANTUM));
    listener.renderFor(12 * QUANTUM);
    listener.core.enqueue('a', ramp(12 * QUANTUM, QUANTUM));
    listener.render();
    expect(listener.sounds()).toEqual([...ramp(0, 13 * QUANTUM)]);
    expect(listener.reports.filter((report) => report.type === 'underrun')).toEqual([]);
  });
});

describe('playback: what is reported', () => {
  it('reports the first samples, then about every 100 ms, then the end', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, 24_000));
    listener.core.end('a');
    listener.renderFor(25_000);
    const counts = listener.reports.map((report) => (report.type === 'playhead' ? report.playedSamples : -1));
    expect(counts[0]).toBe(QUANTUM);
    expect(counts.at(-1)).toBe(24_000);
    expect(counts).toHaveLength(11);
    for (const [index, count] of counts.slice(1, -1).entries()) {
      const step = count - (counts[index] ?? 0);
      expect(step).toBeGreaterThanOrEqual(2400);
      expect(step).toBeLessThan(2400 + QUANTUM);
    }
  });

  it('reports the end at once when it is learned after the last sample', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, 10));
    listener.renderFor(3 * FIRST_PREBUFFER_SAMPLES);
    listener.core.end('a');
    expect(listener.reports.at(-1)).toEqual({
      type: 'playhead',
      itemId: 'a',
      playedSamples: 10,
      ended: true,
    });
  });

  it('ignores empty pieces and the end of an item it does not play', () => {
    const listener = createListener();
    listener.core.enqueue('a', new Int16Array());
    listener.core.end('a');
    listener.core.end('unknown');
    listener.render();
    expect(listener.reports).toEqual([]);
    expect(listener.activity).toEqual([]);
  });

  it('is active from the first piece to the last sample, starvation apart', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, FIRST_PREBUFFER_SAMPLES));
    expect(listener.activity).toEqual([true]);
    listener.renderFor(FIRST_PREBUFFER_SAMPLES + QUANTUM);
    expect(listener.activity).toEqual([true, false]);
    listener.core.enqueue('a', ramp(0, 10));
    listener.core.end('a');
    listener.renderFor(2 * QUANTUM);
    expect(listener.activity).toEqual([true, false, true, false]);
  });
});

describe('playback: flush', () => {
  const startPlaying = (samples: Int16Array, quanta: number) => {
    const listener = createListener();
    listener.core.enqueue('a', samples);
    for (let count = 0; count < quanta; count += 1) listener.render();
    return listener;
  };

  it('fades within 1 ms, then is silent, and counts the fade as played', () => {
    const listener = startPlaying(new Int16Array(24_000).fill(32_000), 3);
    expect(listener.core.flush()).toEqual({ itemId: 'a', playedSamples: 3 * QUANTUM + FADE_SAMPLES });
    const output = listener.render();
    const loud = 32_000 / 32_768;
    const steps = [loud, ...output].map((sample, index, all) => sample - (all[index + 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(loud / FADE_SAMPLES);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(output[FADE_SAMPLES - 1]).toBeGreaterThan(0);
    expect(output.subarray(FADE_SAMPLES).every((sample) => sample === 0)).toBe(true);
    listener.renderFor(24_000);
    expect(listener.activity).toEqual([true, false]);
  });

  it('fades what the cut item still had, over pieces but not into the next item', () => {
    const listener = createListener();
    listener.core.enqueue('a', ramp(0, QUANTUM + 4));
    listener.core.enqueue('a', ramp(0, 5));
    listener.core.enqueue('b', ramp(0, 10_000));
    listener.render();
    expect(listener.core.flush()).toEqual({ itemId: 'a', playedSamples: QUANTUM + 9 });
    expect(listener.render().filter((sample) => sample !== 0)).toHaveLength(9);
  });

  it('has nothing to report before the first sample was heard', () => {
    const listener = createListener();
    expect(listener.core.flush()).toBeUndefined();
    listener.core.enqueue('a', ramp(0, 100));
    listener.render();
    expect(listener.core.flush()).toBeUndefined();
    listener.renderFor(10 * FIRST_PREBUFFER_SAMPLES);
    expect(listener.sounds()).toEqual([]);
    expect(listener.activity).toEqual([true, false]);
  });

  it('reports an item that is starved, and none that has ended', () => {
    const listener = startPlaying(ramp(0, FIRST_PREBUFFER_SAMPLES), 20);
    expect(listener.core.flush()).toEqual({ itemId: 'a', playedSamples: FIRST_PREBUFFER_SAMPLES });
    listener.core.enqueue('b', ramp(0, 50));
    listener.core.end('b');
    listener.renderFor(1000);
    expect(listener.core.flush()).toBeUndefined();
  });

  it('starts counting anew for what comes after it', () => {
    const listener = startPlaying(ramp(0, 24_000), 5);
    listener.core.flush();
    listener.core.enqueue('a', ramp(0, 50));
    listener.core.end('a');
    listener.renderFor(1000);
    expect(listener.reports.at(-1)).toEqual({
      type: 'playhead',
      itemId: 'a',
      playedSamples: 50,
      ended: true,
    });
  });

  it('IN-1: counts exactly what came out, whenever it comes', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(pieces, fc.nat(60), fc.integer({ min: 1, max: 200 }), (lengths, renders, quantum) => {
        const listener = createListener();
        for (const length of lengths) listener.core.enqueue('a', ramp(0, length));
        for (let count = 0; count < renders; count += 1) listener.render(quantum);
        const played = listener.core.flush();
        listener.renderFor(500);
        expect(listener.heard.filter((sample) => sample !== 0)).toHaveLength(played?.playedSamples ?? 0);
      }),
    );
  });
});
