import { beforeEach, describe, expect, test } from 'vitest';
import { NO_HOTKEY, NO_HOTKEYS } from '#shared/bridge/state.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { type AppBench, openAppBench } from '../support/app-bench.ts';

const DEFAULT = DEFAULT_SETTINGS.hotkeys.talk;
let bench: AppBench;
/** Accelerators that another program has. */
let taken: Set<string>;
let asked: string[];

beforeEach(async () => {
  bench = await openAppBench({ clock: createFakeClock() });
  [taken, asked] = [new Set(), []];
  bench.app.hotkeys.attach({
    async refusal(_action, accelerator) {
      asked.push(accelerator);
      return taken.has(accelerator) ? `${accelerator} is taken.` : undefined;
    },
  });
});

const check = async (accelerator: string): Promise<unknown> => {
  const reply = await bench.request('hotkeys.check', { action: 'mute', accelerator });
  return reply.ok ? reply.value : reply.error;
};
const update = (hotkeys: object): Promise<unknown> =>
  bench.request('settings.update', { patch: { hotkeys } });

describe('a key that an action could have', () => {
  test('is free when the rules and the system say so, and is not changed by asking', async () => {
    expect(await check('Alt+M')).toEqual({ alternatives: [] });
    expect([asked, bench.app.state.settings.hotkeys.mute]).toEqual([['Alt+M'], '']);
  });

  test('that breaks a rule is not asked of the system', async () => {
    expect(await check('M')).toMatchObject({ problem: { rule: 'plain_key' }, alternatives: [] });
    expect(asked).toEqual([]);
  });

  test('that another action has is told with its name, and three free ones', async () => {
    expect(await check(DEFAULT)).toMatchObject({
      problem: { rule: 'in_use', message: expect.stringMatching(/“Talk”\.$/) },
    });
    expect(asked.length).toBe(3);
  });

  test('that another action got in place of its own counts as that one’s', async () => {
    bench.app.hotkeys.show({ ...NO_HOTKEYS, talk: { ...NO_HOTKEY, wanted: 'F8', bound: 'Alt+F8' } });
    expect(await check('Alt+F8')).toMatchObject({ problem: { rule: 'in_use' } });
  });

  test('R36 that the system refuses is told why, and three that it gives', async () => {
    taken = new Set(['Alt+M', 'CommandOrControl+Shift+M', 'Alt+Shift+M']);
    const found = (await check('Alt+M')) as { problem: unknown; alternatives: readonly string[] };
    expect(found.problem).toEqual({ rule: 'refused', message: 'Alt+M is taken.' });
    expect(found.alternatives.length).toBe(3);
    for (const other of found.alternatives) {
      expect(asked).toContain(other);
      expect(taken).not.toContain(other);
    }
  });
});

describe('the keys of the settings', () => {
  test('are kept in the one way to write them', async () => {
    await update({ mute: 'alt+SHIFT+m' });
    expect(bench.app.state.settings.hotkeys).toEqual({ ...DEFAULT_SETTINGS.hotkeys, mute: 'Alt+Shift+M' });
  });

  test.each([
    ['breaks a rule', { mute: 'M' }, 'hotkeys.mute'],
    ['is no key', { mute: 'Foo+K' }, 'hotkeys.mute'],
    ['another action has', { mute: DEFAULT }, 'hotkeys.mute'],
    ['two actions want at once', { mute: 'Alt+M', handsFree: 'Alt+M' }, 'hotkeys.handsFree'],
  ])('stay as they were when one %s', async (_what, hotkeys, field) => {
    expect(await update(hotkeys)).toMatchObject({ ok: false, error: { reason: 'invalid_input', field } });
    expect(bench.app.state.settings.hotkeys).toEqual(DEFAULT_SETTINGS.hotkeys);
  });

  test('can be removed, and exchanged for each other at once', async () => {
    await update({ talk: '', mute: 'Alt+M' });
    await update({ talk: 'Alt+M', mute: DEFAULT });
    expect(bench.app.state.settings.hotkeys).toMatchObject({ talk: 'Alt+M', mute: DEFAULT });
  });

  test('cannot go back to a default that another action has by now', async () => {
    await update({ talk: 'Alt+T', mute: DEFAULT });
    expect(await update({ talk: DEFAULT })).toMatchObject({ ok: false });
    expect(bench.app.state.settings.hotkeys.talk).toBe('Alt+T');
  });
});

describe('recording and testing', () => {
  const mode = (): string => bench.app.state.hotkeys.mode;

  test('end by themselves when the page says nothing more', async () => {
    await bench.request('hotkeys.mode', { mode: 'record' });
    bench.ports.clock.advance(2_000);
    await bench.request('hotkeys.mode', { mode: 'record' });
    bench.ports.clock.advance(2_000);
    expect(mode()).toBe('record');
    bench.ports.clock.advance(1_000);
    expect(mode()).toBe('use');
  });

  test('end at once when the page says so', async () => {
    await bench.request('hotkeys.mode', { mode: 'test' });
    await bench.request('hotkeys.mode', { mode: 'use' });
    expect(mode()).toBe('use');
  });

  test('a test shows what was heard, each press anew, and the next one starts without it', async () => {
    await bench.request('hotkeys.mode', { mode: 'test' });
    bench.app.hotkeys.showTested({ action: 'mute', edge: 'pressed' });
    bench.app.hotkeys.showTested({ action: 'mute', edge: 'pressed' });
    expect(bench.app.state.hotkeys.tested).toEqual({ action: 'mute', edge: 'pressed', count: 2 });
    await bench.request('hotkeys.mode', { mode: 'use' });
    expect(bench.app.state.hotkeys.tested).toBeUndefined();
  });
});
