import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTimers, type Timer, type Timers } from '#core/timers/timers.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DAY_MS = 86_400_000;

function bench() {
  const path = join(temporaryFolder(), 'timers.json');
  const problems: string[] = [];
  const rung: Timer[] = [];
  const open = async (clock: Parameters<typeof openTimers>[0]['clock']): Promise<Timers> => {
    const timers = await openTimers({ path, clock, onProblem: (problem) => problems.push(problem.message) });
    timers.subscribe((event) => event.type === 'rang' && rung.push(event.timer));
    onTestFinished(() => timers.close());
    return timers;
  };
  return { path, problems, rung, open };
}

describe('timers', () => {
  it('ring when they are due, and not before', async () => {
    const { rung, open } = bench();
    const clock = createFakeClock();
    const timers = await open(clock);
    await timers.set(300, 'pasta');
    clock.advance(299_999);
    expect(rung).toEqual([]);
    clock.advance(1);
    expect(rung).toMatchObject([{ label: 'pasta', seconds: 300, ringing: true, late: false }]);
    expect(timers.views).toMatchObject([{ label: 'pasta', ringing: true }]);
  });

  it('are silenced and forgotten by cancelling', async () => {
    const { rung, open } = bench();
    const clock = createFakeClock();
    const timers = await open(clock);
    const tea = await timers.set(60, 'tea');
    const egg = await timers.set(120, 'egg');
    expect(await timers.cancel(tea.id)).toMatchObject({ label: 'tea', ringing: false });
    clock.advance(120_000);
    expect(rung.map((timer) => timer.label)).toEqual(['egg']);
    expect(await timers.cancel(egg.id)).toMatchObject({ ringing: true });
    expect(timers.all).toEqual([]);
    expect(await timers.cancel(egg.id)).toBeUndefined();
  });

  it('go on after a restart', async () => {
    const { rung, open } = bench();
    const first = createFakeClock();
    await (await open(first)).set(300, 'pasta');
    const second = createFakeClock(100_000);
    const timers = await open(second);
    timers.start();
    timers.start();
    second.advance(199_999);
    expect(rung).toEqual([]);
    second.advance(1);
    expect(rung).toMatchObject([{ label: 'pasta', late: false }]);
  });

  it('that fell due meanwhile ring at the start, as late', async () => {
    const { rung, open } = bench();
    await (await open(createFakeClock())).set(300, 'pasta');
    const timers = await open(createFakeClock(301_000));
    expect(rung).toEqual([]);
    timers.start();
    expect(rung).toMatchObject([{ label: 'pasta', late: true }]);
  });

  it('that have rung do not ring again after a restart', async () => {
    const { path, rung, open } = bench();
    const clock = createFakeClock();
    const timers = await open(clock);
    await timers.set(1, 'tea');
    clock.advance(1_000);
    await expect.poll(() => readFileSync(path, 'utf8')).toBe('[]\n');
    (await open(createFakeClock(5_000))).start();
    expect(rung).toHaveLength(1);
  });

  it('do not move when the clock of the computer is set', async () => {
    const { rung, open } = bench();
    const clock = createFakeClock();
    let jumpMs = 0;
    const timers = await open({ ...clock, wallTime: () => clock.wallTime() + jumpMs });
    await timers.set(60, '');
    jumpMs = DAY_MS;
    clock.advance(59_999);
    expect(rung).toEqual([]);
    jumpMs = -DAY_MS;
    clock.advance(1);
    expect(rung).toHaveLength(1);
  });

  it('are never longer than they were set to, also when the clock was set back between two runs', async () => {
    const { path, rung, open } = bench();
    const stored = { id: 'a', label: 'tea', seconds: 60, dueAt: 1_760_000_060_000 + 20_000 * DAY_MS };
    writeFileSync(path, JSON.stringify([stored]));
    const delays: number[] = [];
    const clock = createFakeClock();
    const after = (delayMs: number, task: () => void) => {
      delays.push(delayMs);
      return clock.after(delayMs, task);
    };
    (await open({ ...clock, after })).start();
    expect(delays).toEqual([60_000]);
    clock.advance(60_000);
    expect(rung).toMatchObject([{ label: 'tea', late: false }]);
  });

  it('leave out stored entries that make no sense, and say so', async () => {
    const { path, problems, open } = bench();
    const good = { id: 'a', label: 'tea', seconds: 60, dueAt: 1_760_000_060_000 };
    writeFileSync(path, JSON.stringify([good, { id: 'b' }, 7, { ...good, seconds: -1 }]));
    const timers = await open(createFakeClock());
    expect(timers.all).toMatchObject([good]);
    expect(problems).toEqual([expect.stringContaining('3 entries')]);
  });

  it.each(['{}', 'not JSON', ''])('keep a file aside that is no list: %j', async (text) => {
    const { path, problems, open } = bench();
    writeFileSync(path, text);
    expect((await open(createFakeClock())).all).toEqual([]);
    expect(readFileSync(`${path}.corrupt`, 'utf8')).toBe(text);
    expect(problems).toHaveLength(1);
  });

  it('still run when they cannot be stored', async () => {
    const { problems, rung } = bench();
    const clock = createFakeClock();
    const path = join(temporaryFolder(), 'missing', 'timers.json');
    const timers = await openTimers({ path, clock, onProblem: (problem) => problems.push(problem.message) });
    timers.subscribe((event) => event.type === 'rang' && rung.push(event.timer));
    await timers.set(1, '');
    expect(problems).toEqual(['The timers could not be saved.']);
    clock.advance(1_000);
    expect(rung).toHaveLength(1);
  });

  it('are at most fifty', async () => {
    const timers = await bench().open(createFakeClock());
    for (let count = 0; count < 50; count += 1) await timers.set(60, String(count));
    await expect(timers.set(60, 'one more')).rejects.toMatchObject({ reason: 'unavailable' });
  });
});
