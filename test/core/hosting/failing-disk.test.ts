import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConfBackend } from '#core/hosting/conf-backend.ts';
import { createSettingsService, type SettingsService } from '#core/settings/settings-service.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

/** A disk of its own for each test; only root on Linux can have one. */
const CAN_MOUNT = process.platform === 'linux' && process.getuid?.() === 0 && mounts();
const LOG = { error() {}, warn() {}, info() {}, debug() {} };
const PAGE = Buffer.alloc(4096, 1);

function mounts(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'hark-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes until nothing fits any more. */
function fill(file: string): void {
  try {
    for (;;) appendFileSync(file, PAGE);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
}

describe.skipIf(!CAN_MOUNT)('the settings on a disk that fails', () => {
  let disk: string;
  let clock: FakeClock;
  let problems: ErrorData[];
  let settings: SettingsService;
  beforeEach(async () => {
    disk = mkdtempSync(join(tmpdir(), 'hark-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]);
    clock = createFakeClock();
    problems = [];
    settings = open();
    settings.update({ voice: { speed: 0.9 } });
    clock.advance(200);
    await expect.poll(storedSpeed).toBe(0.9);
  });
  afterEach(async () => {
    await settings.close();
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  const file = (name: string): string => join(disk, name);
  const open = (): SettingsService => {
    const backend = createConfBackend({
      file: file('settings.json'),
      open: () => new Conf({ cwd: disk, configName: 'settings' }),
      log: LOG,
    });
    return createSettingsService({ backend, clock, onProblem: (problem) => problems.push(problem) });
  };
  /** `undefined` when the file does not hold whole settings. */
  function storedSpeed(): number | undefined {
    try {
      return JSON.parse(readFileSync(file('settings.json'), 'utf8')).voice.speed;
    } catch {
      return undefined;
    }
  }
  /** Changes the speed, and waits until saving it has failed. */
  const changeInVain = async (speed: number): Promise<void> => {
    settings.update({ voice: { speed } });
    clock.advance(200);
    await vi.waitFor(() => expect(clock.pending).toBe(1));
  };

  test('are saved when it is full, with the room that was kept for them', async () => {
    fill(file('junk'));
    settings.update({ voice: { speed: 1.25 } });
    clock.advance(200);
    await expect.poll(storedSpeed).toBe(1.25);
    expect(problems).toEqual([]);
  });

  test('hold, stay whole on the disk when nothing fits any more, and are saved when something does', async () => {
    fill(file('junk'));
    rmSync(file('settings.json.reserve'));
    fill(file('more junk'));
    await changeInVain(1.25);
    expect(problems).toMatchObject([{ reason: 'device', message: expect.stringContaining('ENOSPC') }]);
    expect([settings.current.voice.speed, storedSpeed()]).toEqual([1.25, 0.9]);
    rmSync(file('more junk'));
    clock.advance(5_000);
    await expect.poll(storedSpeed).toBe(1.25);
    expect(readdirSync(disk).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('hold on one that became read-only, and are saved when it can be written to again', async () => {
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await changeInVain(1.25);
    expect(problems).toMatchObject([{ reason: 'device', message: expect.stringContaining('EROFS') }]);
    expect([settings.current.voice.speed, storedSpeed()]).toEqual([1.25, 0.9]);
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    clock.advance(5_000);
    await expect.poll(storedSpeed).toBe(1.25);
  });
});
