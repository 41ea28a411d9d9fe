import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTerminalAudio } from '#cli/terminal-audio.ts';
import type { AudioUpstream } from '#shared/bridge/audio-lane.ts';
import { createFakeClock } from '../support/fake-clock.ts';

function createListened(realtime: boolean) {
  const clock = createFakeClock();
  const audio = createTerminalAudio({ clock, realtime });
  const reports: AudioUpstream[] = [];
  audio.lane.onMessage((message) => reports.push(message));
  return { clock, audio, reports };
}

const ramp = (length: number, from = 0): Int16Array =>
  Int16Array.from({ length }, (_, at) => (from + at) % 30_000);

describe('the loudspeaker of the terminal', () => {
  test('plays everything in order, whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 10 }),
        fc.boolean(),
        (sizes, realtime) => {
          const { clock, audio, reports } = createListened(realtime);
          let sent = 0;
          for (const size of sizes) {
            audio.lane.send({ type: 'audio', itemId: 'a', samples: ramp(size, sent) });
            sent += size;
          }
          audio.lane.send({ type: 'end', itemId: 'a' });
          clock.advance(60_000);
          expect(audio.played()).toEqual(ramp(sent));
          expect(reports.at(-1)).toEqual({ type: 'playhead', itemId: 'a', playedSamples: sent, ended: true });
        },
      ),
    );
  });

  test('in real time, a second takes a second', () => {
    const { clock, audio } = createListened(true);
    audio.lane.send({ type: 'audio', itemId: 'a', samples: ramp(48_000) });
    clock.advance(1000);
    expect(audio.played()).toHaveLength(24_000);
    clock.advance(1000);
    expect(audio.played()).toHaveLength(48_000);
  });

  test('faster than sound, the end is still not heard at once', () => {
    const { clock, audio, reports } = createListened(false);
    audio.lane.send({ type: 'audio', itemId: 'a', samples: ramp(48_000) });
    audio.lane.send({ type: 'end', itemId: 'a' });
    clock.advance(0);
    expect(reports).toEqual([]);
    clock.advance(1000);
    expect(reports).toMatchObject([{ playedSamples: 48_000, ended: true }]);
  });

  test('a flush forgets what was not played and tells how far it came', () => {
    const { clock, audio, reports } = createListened(true);
    audio.lane.send({ type: 'audio', itemId: 'a', samples: ramp(48_000) });
    clock.advance(500);
    audio.lane.send({ type: 'flush', id: 7 });
    expect(reports.at(-1)).toEqual({
      type: 'flushed',
      id: 7,
      played: { itemId: 'a', playedSamples: 12_000 },
    });
    clock.advance(5000);
    expect(audio.played()).toHaveLength(12_000);
  });

  test('a flush of nothing is answered too', () => {
    const { audio, reports } = createListened(false);
    audio.lane.send({ type: 'flush', id: 1 });
    expect(reports).toEqual([{ type: 'flushed', id: 1 }]);
  });

  test('items are played one after the other', () => {
    const { clock, audio, reports } = createListened(true);
    audio.lane.send({ type: 'audio', itemId: 'a', samples: ramp(480) });
    audio.lane.send({ type: 'end', itemId: 'a' });
    audio.lane.send({ type: 'audio', itemId: 'b', samples: ramp(480) });
    audio.lane.send({ type: 'end', itemId: 'b' });
    clock.advance(1000);
    const ended = reports.filter((report) => report.type === 'playhead' && report.ended);
    expect(ended).toMatchObject([{ itemId: 'a' }, { itemId: 'b' }]);
  });

  test('an end that comes after everything was played is told', () => {
    const { clock, audio, reports } = createListened(false);
    audio.lane.send({ type: 'audio', itemId: 'a', samples: ramp(10) });
    clock.advance(10);
    audio.lane.send({ type: 'end', itemId: 'a' });
    clock.advance(10);
    expect(reports.at(-1)).toMatchObject({ itemId: 'a', ended: true });
  });
});
