import { describe, expect, it } from 'vitest';
import { SpokenAudio } from '#realtime/input/spoken-audio.ts';

/** One second of audio that can be told apart. */
const second = (value: number): Int16Array => new Int16Array(1).fill(value);

function setUp(serverFindsTurns = false) {
  const spoken = new SpokenAudio(() => serverFindsTurns);
  const say = (from: number, to: number): void => {
    for (let value = from; value <= to; value += 1) spoken.keep(second(value), 1_000);
  };
  const again = (): (number | 'commit')[] => {
    const sent: (number | 'commit')[] = [];
    spoken.sendAgain(
      (audio) => sent.push((audio as Int16Array)[0] ?? Number.NaN),
      () => sent.push('commit'),
    );
    return sent;
  };
  return { spoken, say, again };
}

describe('what was said and may have to be said again', () => {
  it('RS-6: is a turn until it was understood', () => {
    const { spoken, say, again } = setUp();
    say(1, 2);
    spoken.commit();
    say(3, 3);
    expect(again()).toEqual([1, 2, 'commit', 3]);
    spoken.handleItem('item_1');
    spoken.handleUnderstood('item_1');
    expect(again()).toEqual([3]);
  });

  it('RS-6: is forgotten when it was answered without being written down', () => {
    const { spoken, say, again } = setUp();
    say(1, 2);
    spoken.commit();
    spoken.handleItem('item_1');
    spoken.handleAnswered();
    expect(again()).toEqual([]);
  });

  it('RS-5: is at most 30 s; the oldest is dropped, and counted while nothing is connected', () => {
    const { spoken, say, again } = setUp();
    say(1, 10);
    spoken.handleLost();
    say(11, 40);
    expect(spoken.droppedMs).toBe(10_000);
    expect(again()).toEqual(Array.from({ length: 30 }, (_, index) => index + 11));
  });

  it('RS-5: is a copy, the caller may use its buffer again', () => {
    const { spoken, again } = setUp();
    const buffer = second(1);
    spoken.keep(buffer, 1_000);
    buffer.fill(9);
    expect(again()).toEqual([1]);
  });

  it('RS-5: is nothing while a server that finds the turns hears nobody', () => {
    const { spoken, say, again } = setUp(true);
    say(1, 100);
    expect(again()).toEqual([]);
    spoken.handleSpeechStarted();
    say(101, 102);
    expect(again()).toEqual([99, 100, 101, 102]);
  });

  it('RS-5: names the items that the next connection makes anew', () => {
    const { spoken, say, again } = setUp(true);
    spoken.handleSpeechStarted();
    say(1, 2);
    spoken.handleItem('item_1');
    spoken.handleItem('item_1');
    expect(spoken.handleLost()).toEqual(['item_1']);
    expect(again()).toEqual([1, 2]);
  });
});
