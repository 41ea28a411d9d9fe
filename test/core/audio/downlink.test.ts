import { describe, expect, it } from 'vitest';
import { createDownlink } from '#core/audio/downlink.ts';
import type { PlaybackCommand, PlayedItem } from '#shared/audio/ports.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function bench() {
  const clock = createFakeClock();
  const commands: PlaybackCommand[] = [];
  const playing: boolean[] = [];
  const played: PlayedItem[] = [];
  const downlink = createDownlink({
    clock,
    onPlaying: (on) => playing.push(on),
    onPlayed: (item) => played.push(item),
  });
  downlink.setPlayer((command) => commands.push(command));
  const playhead = (itemId: string, playedSamples: number, ended = false): void =>
    downlink.handleReport({ type: 'playhead', itemId, playedSamples, ended });
  return { clock, commands, playing, played, downlink, playhead };
}

const samples = new Int16Array(2_400);

describe('the voice of the assistant', () => {
  it('goes down one ordered lane', () => {
    const { downlink, commands } = bench();
    downlink.play('a', samples);
    downlink.end('a');
    downlink.end('a');
    downlink.play('b', samples);
    void downlink.flush();
    expect(commands.map((command) => command.type)).toEqual(['audio', 'end', 'audio', 'flush']);
  });

  it('plays until the last sample was heard, not until the last one was sent', () => {
    const { downlink, playing, played, playhead } = bench();
    downlink.play('a', samples);
    downlink.end('a');
    expect(playing).toEqual([true]);
    playhead('a', 1_200);
    playhead('a', 2_400);
    expect(playing).toEqual([true]);
    playhead('a', 2_400, true);
    expect(playing).toEqual([true, false]);
    expect(played.at(-1)).toEqual({ itemId: 'a', playedSamples: 2_400 });
  });

  it('plays on from one item to the next', () => {
    const { downlink, playing, playhead } = bench();
    downlink.play('a', samples);
    downlink.play('b', samples);
    playhead('a', 2_400, true);
    playhead('b', 2_400, true);
    expect(playing).toEqual([true, false]);
  });

  it('counts only forwards and only what was sent', () => {
    const { downlink, played, playhead } = bench();
    downlink.play('a', samples);
    playhead('a', 1_200);
    playhead('a', 600);
    playhead('stranger', 99);
    expect(played).toEqual([
      { itemId: 'a', playedSamples: 1_200 },
      { itemId: 'a', playedSamples: 1_200 },
    ]);
  });

  it('goes nowhere when nobody plays it', () => {
    const { downlink, playing } = bench();
    downlink.setPlayer(undefined);
    expect(downlink.play('a', samples)).toBe(false);
    expect(playing).toEqual([]);
  });
});

describe('stopping the voice', () => {
  it('answers with what was really played', async () => {
    const { downlink, commands, playing, clock } = bench();
    downlink.play('a', samples);
    const flushed = downlink.flush();
    expect(playing).toEqual([true, false]);
    const { id } = commands.at(-1) as { id: number };
    downlink.handleReport({ type: 'flushed', id: id + 1, played: { itemId: 'a', playedSamples: 1 } });
    downlink.handleReport({ type: 'flushed', id, played: { itemId: 'a', playedSamples: 777 } });
    expect(await flushed).toEqual({ itemId: 'a', playedSamples: 777 });
    await Promise.resolve();
    expect(clock.pending).toBe(0);
  });

  it('goes by the last report when the page does not answer', async () => {
    const { downlink, clock, playhead } = bench();
    downlink.play('a', samples);
    playhead('a', 500);
    const flushed = downlink.flush();
    clock.advance(140);
    expect(await flushed).toEqual({ itemId: 'a', playedSamples: 500 });
  });

  it('needs no page when nothing plays', async () => {
    const { downlink, commands } = bench();
    expect(await downlink.flush()).toBeUndefined();
    expect(commands).toEqual([]);
  });

  it('is over when the page goes away', async () => {
    const { downlink, playing } = bench();
    downlink.play('a', samples);
    const flushed = downlink.flush();
    downlink.play('b', samples);
    downlink.setPlayer(undefined);
    expect(await flushed).toMatchObject({ itemId: 'a' });
    expect(playing.at(-1)).toBe(false);
  });

  it('happens by itself when the player has been silent for five seconds', () => {
    const { downlink, playing, playhead, clock } = bench();
    downlink.play('a', samples);
    clock.advance(4_999);
    playhead('a', 100);
    clock.advance(4_999);
    expect(playing).toEqual([true]);
    clock.advance(1);
    expect(playing).toEqual([true, false]);
  });
});

describe('a lost connection', () => {
  it('ends every item, so that what has arrived is played out', () => {
    const { downlink, commands, playing } = bench();
    downlink.play('a', samples);
    downlink.end('a');
    downlink.play('b', samples);
    downlink.endAll();
    expect(commands.filter((command) => command.type === 'end')).toEqual([
      { type: 'end', itemId: 'a' },
      { type: 'end', itemId: 'b' },
    ]);
    expect(playing).toEqual([true]);
  });
});
