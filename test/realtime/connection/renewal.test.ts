import { describe, expect, it } from 'vitest';
import { Renewal } from '#realtime/connection/renewal.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const MINUTE = 60_000;

function setUp(world: { isQuiet?: boolean; prepared?: boolean } = {}) {
  const clock = createFakeClock();
  const done: string[] = [];
  const state = { isQuiet: true, prepared: true, ...world };
  const renewal = new Renewal({
    clock,
    isQuiet: () => state.isQuiet,
    prepare: async () => {
      done.push(`prepare at ${clock.now()}`);
      return state.prepared;
    },
    takeOver: () => {
      done.push(`take over at ${clock.now()}`);
      return true;
    },
  });
  const schedule = (lengthMs: number): void => renewal.schedule(clock.wallTime() + lengthMs);
  return { clock, done, state, renewal, schedule };
}

describe('the renewal of a connection', () => {
  it('RS-12: comes five minutes before the end, when it is quiet', async () => {
    const { clock, done, schedule } = setUp();
    schedule(60 * MINUTE);
    await clock.advanceAsync(56 * MINUTE);
    expect(done).toEqual([`prepare at ${55 * MINUTE}`, `take over at ${55 * MINUTE}`]);
    expect(clock.pending).toBe(0);
  });

  it('RS-12: waits for a quiet moment', async () => {
    const { clock, done, state, schedule } = setUp({ isQuiet: false });
    schedule(60 * MINUTE);
    await clock.advanceAsync(57 * MINUTE);
    expect(done).toEqual([`prepare at ${55 * MINUTE}`]);
    state.isQuiet = true;
    await clock.advanceAsync(500);
    expect(done.at(-1)).toBe(`take over at ${57 * MINUTE + 500}`);
  });

  it('RS-12: comes a minute before the end at the latest', async () => {
    const { clock, done, schedule } = setUp({ isQuiet: false });
    schedule(60 * MINUTE);
    await clock.advanceAsync(60 * MINUTE);
    expect(done.at(-1)).toBe(`take over at ${59 * MINUTE}`);
  });

  it('RS-12: comes at half of a short session', async () => {
    const { clock, done, schedule } = setUp();
    schedule(20_000);
    await clock.advanceAsync(20_000);
    expect(done).toEqual(['prepare at 10000', 'take over at 10000']);
  });

  it('RS-12: an end that is seconds away is another clock, not a reason to connect without end', () => {
    const { clock, schedule } = setUp();
    schedule(2_000);
    expect(clock.pending).toBe(0);
  });

  it('RS-12: is prepared again when that failed', async () => {
    const { clock, done, state, schedule } = setUp({ prepared: false });
    schedule(60 * MINUTE);
    await clock.advanceAsync(55 * MINUTE);
    state.prepared = true;
    await clock.advanceAsync(10_000);
    expect(done.at(-1)).toBe(`take over at ${55 * MINUTE + 10_000}`);
  });

  it.each([undefined, -1, 0, 25 * 60 * MINUTE])(
    'RS-12: does not come when the end is %s ms away',
    (lengthMs) => {
      const { clock, renewal } = setUp();
      renewal.schedule(lengthMs === undefined ? undefined : clock.wallTime() + lengthMs);
      expect(clock.pending).toBe(0);
    },
  );

  it('RS-3: leaves no timer when it is cancelled', async () => {
    const { clock, done, renewal, schedule } = setUp();
    schedule(60 * MINUTE);
    renewal.cancel();
    await clock.advanceAsync(60 * MINUTE);
    expect([done, clock.pending]).toEqual([[], 0]);
  });
});
