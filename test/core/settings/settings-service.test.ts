import { describe, expect, it, vi } from 'vitest';
import type { SettingsBackend } from '#core/ports.ts';
import { createSettingsService, type SettingsService } from '#core/settings/settings-service.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings/settings.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

type Bench = {
  readonly clock: FakeClock;
  readonly saves: Record<string, unknown>[];
  readonly problems: ErrorData[];
  open(): SettingsService;
};

function bench(backend: Partial<SettingsBackend> = {}): Bench {
  const clock = createFakeClock();
  const saves: Record<string, unknown>[] = [];
  const problems: ErrorData[] = [];
  const full: SettingsBackend = {
    load: () => undefined,
    save: async (value) => void saves.push(value),
    setAside: () => '/data/settings.corrupt',
    backups: () => [],
    backUp: async () => {},
    ...backend,
  };
  const onProblem = (problem: ErrorData): void => void problems.push(problem);
  return { clock, saves, problems, open: () => createSettingsService({ backend: full, clock, onProblem }) };
}

describe('the settings service', () => {
  it('starts from the defaults without a word', () => {
    const settings = bench().open();
    expect(settings.current).toEqual(DEFAULT_SETTINGS);
    expect(settings.loadProblem).toBeUndefined();
  });

  it('applies a change at once and saves changes together', async () => {
    const { clock, saves, open } = bench();
    const settings = open();
    settings.update({ voice: { speed: 0.9 } });
    settings.update({ voice: { name: 'slt' } });
    expect(settings.current.voice).toMatchObject({ name: 'slt', speed: 0.9 });
    expect(saves).toEqual([]);
    await clock.advanceAsync(200);
    expect(saves).toEqual([settings.current]);
  });

  it('tells what was and what is', () => {
    const settings = bench().open();
    const speeds: number[][] = [];
    settings.onChange((change) => speeds.push([change.before.voice.speed, change.settings.voice.speed]));
    settings.update({ voice: { speed: 0.9 } });
    expect(speeds).toEqual([[1, 0.9]]);
  });

  it('refuses a change that does not fit, and then nothing has changed', () => {
    const { clock, saves, open } = bench();
    const settings = open();
    const patch = { turns: { threshold: 1.5 } };
    expect(() => settings.update(patch)).toThrow(/turns.threshold/);
    clock.advance(10_000);
    expect(settings.current).toEqual(DEFAULT_SETTINGS);
    expect(saves).toEqual([]);
  });

  it('saves what is not saved yet when it is closed, once', async () => {
    const { saves, open } = bench();
    const settings = open();
    settings.update({ voice: { speed: 0.9 } });
    await Promise.all([settings.close(), settings.close()]);
    expect(saves).toHaveLength(1);
  });

  it('keeps a file that cannot be read aside, and says where', () => {
    const { open } = bench({
      load() {
        throw new Error('not JSON');
      },
    });
    const settings = open();
    expect(settings.current).toEqual(DEFAULT_SETTINGS);
    expect(settings.loadProblem?.kept).toContain('/data/settings.corrupt');
  });

  it('keeps the good fields of a damaged file and stores them anew', async () => {
    const { clock, saves, open } = bench({ load: () => ({ voice: { name: 'slt', speed: 9 } }) });
    const settings = open();
    expect(settings.current.voice).toMatchObject({ name: 'slt', speed: 1 });
    expect(settings.loadProblem?.message).toContain('voice.speed');
    await clock.advanceAsync(200);
    expect(saves).toEqual([settings.current]);
  });

  it('takes the newest good backup in place of a file of no use, says which, and stores it', async () => {
    const at = Date.UTC(2026, 9, 3);
    const { clock, saves, open } = bench({
      load: () => [],
      backups: () => [
        { value: { voice: { speed: 9 } }, at },
        { value: { voice: { speed: 0.8 } }, at },
        { value: { voice: { speed: 0.7 } }, at },
      ],
    });
    const settings = open();
    expect(settings.current.voice.speed).toBe(0.8);
    expect(settings.loadProblem?.message).toMatch(/held no settings, so the settings of .*2026.* are used/);
    await clock.advanceAsync(200);
    expect(saves).toEqual([settings.current]);
  });

  it('backs up only what loaded without a fault', () => {
    const count = (stored: unknown): number => {
      const backUp = vi.fn(async () => {});
      bench({ load: () => stored, backUp }).open();
      return backUp.mock.calls.length;
    };
    expect(count(DEFAULT_SETTINGS)).toBe(1);
    expect(count({ voice: { speed: 9 } })).toBe(0);
    expect(count({ version: 99 })).toBe(0);
  });

  it('writes once for changes that come while it writes, and the last of them wins', async () => {
    const ends: (() => void)[] = [];
    const saved: unknown[] = [];
    const { clock, open } = bench({
      save(value) {
        saved.push(value);
        return new Promise((resolve) => ends.push(resolve));
      },
    });
    const settings = open();
    for (const speed of [0.6, 0.7, 0.8, 0.9]) {
      settings.update({ voice: { speed } });
      await clock.advanceAsync(200);
    }
    expect(saved).toHaveLength(1);
    ends[0]?.();
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    await settings.close();
    expect(saved.map((value) => (value as Settings).voice.speed)).toEqual([0.6, 0.9]);
  });

  it('starts even when the bad file cannot be moved', () => {
    const { open } = bench({
      load: () => 42,
      setAside() {
        throw new Error('read-only');
      },
    });
    expect(open().loadProblem?.message).toContain('defaults');
  });

  it('tries to save again when the disk is full, and says so', async () => {
    let full = true;
    const saved: unknown[] = [];
    const { clock, problems, open } = bench({
      async save(value) {
        if (full) throw new Error('ENOSPC');
        saved.push(value);
      },
    });
    const settings = open();
    settings.update({ voice: { speed: 0.9 } });
    await clock.advanceAsync(200);
    expect(problems[0]).toMatchObject({ reason: 'device', message: expect.stringContaining('ENOSPC') });
    expect(settings.current.voice.speed).toBe(0.9);
    full = false;
    await clock.advanceAsync(5_000);
    expect(saved).toEqual([settings.current]);
  });

  it('tries less and less often while saving fails, and says so once', async () => {
    const triedAt: number[] = [];
    const { clock, problems, open } = bench({
      async save() {
        triedAt.push(clock.now());
        throw new Error('EIO');
      },
    });
    const settings = open();
    settings.update({ voice: { speed: 0.9 } });
    for (let second = 0; second < 1_300; second += 1) await clock.advanceAsync(1_000);
    const pauses = triedAt.slice(1).map((at, index) => at - (triedAt[index] ?? 0));
    expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000]);
    expect(problems).toHaveLength(1);
  });
});
