import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Settings } from '#shared/settings/settings.ts';
import { createFollowedApp } from '../support/followed-app.ts';

const fake = vi.hoisted(() => ({ appData: '', items: [] as object[], wasOpenedAtLogin: false }));
vi.mock('electron', () => ({
  app: {
    getPath: () => fake.appData,
    getAppPath: () => '/opt/hark',
    setLoginItemSettings: (item: object) => void fake.items.push(item),
    getLoginItemSettings: () => fake,
  },
}));
const { autostartEntry, followLoginSetting, startsHidden } = await import('#main/login-item.ts');

const LOG = { error() {}, warn: vi.fn(), info() {}, debug() {} };
const platform = process.platform;
const onPlatform = (name: NodeJS.Platform) => Object.defineProperty(process, 'platform', { value: name });

function start() {
  const { app, set } = createFollowedApp();
  followLoginSetting(app, LOG);
  return (atLogin: Settings['desktop']['atLogin']) => set({ desktop: { atLogin } });
}

beforeEach(() => {
  fake.appData = mkdtempSync(join(tmpdir(), 'hark-login-'));
  fake.items = [];
});
afterEach(() => {
  rmSync(fake.appData, { recursive: true });
  onPlatform(platform);
});

describe('starting at login', () => {
  test('is an entry of the autostart folder on Linux, and gone again when it is switched off', async () => {
    onPlatform('linux');
    const set = start();
    const file = join(fake.appData, 'autostart', 'hark.desktop');
    set('tray');
    await expect.poll(() => existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(`Exec="${process.execPath}" "/opt/hark" "--hidden"\n`);
    set('window');
    await expect.poll(() => readFileSync(file, 'utf8')).not.toContain('--hidden');
    set('off');
    await expect.poll(() => existsSync(file)).toBe(false);
    expect(LOG.warn).not.toHaveBeenCalled();
  });

  test('is a login item elsewhere, asked for only when it changes', async () => {
    onPlatform('win32');
    const set = start();
    set('off');
    set('tray');
    set('tray');
    set('off');
    await expect
      .poll(() => fake.items)
      .toEqual([
        { openAtLogin: true, args: ['--hidden'] },
        { openAtLogin: false, args: [] },
      ]);
  });

  test('keeps every character of a path', () => {
    expect(autostartEntry(['/a b/100%/"$`\\'])).toContain('Exec="/a b/100%%/\\\\"\\\\$\\\\`\\\\\\\\"\n');
  });
});

describe('the window stays closed', () => {
  test('when the system says so on the command line', () => {
    expect(startsHidden(['hark', '--hidden'], 'off')).toBe(true);
    expect(startsHidden(['hark', '--hiddenly'], 'tray')).toBe(false);
  });

  test('on macOS when it was opened at login into the tray', () => {
    onPlatform('darwin');
    fake.wasOpenedAtLogin = true;
    expect([startsHidden([], 'tray'), startsHidden([], 'window')]).toEqual([true, false]);
    fake.wasOpenedAtLogin = false;
    expect(startsHidden([], 'tray')).toBe(false);
  });
});
