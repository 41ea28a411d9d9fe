import { describe, expect, it } from 'vitest';
import { noiseFloorDbfs } from '#shared/audio/noise-floor.ts';
import { roomOf } from '#shared/settings/rooms.ts';

const second = (dbfs: number): number[] => new Array<number>(31).fill(dbfs);

describe('the noise of a room', () => {
  it('is that of its quietest second, whoever speaks in the others', () => {
    expect(noiseFloorDbfs([...second(-20), ...second(-60), ...second(-15)], 31)).toBeCloseTo(-60);
  });

  it('counts power, so that one loud moment weighs', () => {
    expect(noiseFloorDbfs([...new Array<number>(30).fill(-80), -20], 31)).toBeCloseTo(-34.9, 1);
  });

  it('is unknown before a second is over', () => {
    expect(noiseFloorDbfs(second(-60).slice(1), 31)).toBeUndefined();
  });

  it.each([
    [-70, 'quiet'],
    [-50, 'normal'],
    [-30, 'noisy'],
  ])('at %d dBFS makes it a %s one', (floor, id) => {
    expect(roomOf(floor).id).toBe(id);
  });
});
