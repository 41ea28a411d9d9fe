import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { TrayPicture } from '#main/tray/tray-view.ts';

const read: string[] = [];
const desktop = vi.hoisted(() => ({ prefersReducedMotion: false }));
vi.mock('electron', () => ({
  nativeImage: {
    createFromPath(path: string) {
      read.push(path);
      return { setTemplateImage() {} };
    },
  },
  nativeTheme: { shouldUseDarkColorsForSystemIntegratedUI: true },
  systemPreferences: { getAnimationSettings: () => desktop },
}));
const { choosePictureSet, readTrayPicture } = await import('#main/tray/tray-pictures.ts');

const FOLDER = resolve(import.meta.dirname, '../../../resources/tray');
const PICTURES: readonly TrayPicture[] = ['idle', 'listening', 'working', 'attention', 'muted'];

test.each([
  ['darwin', true, 'template'],
  ['darwin', false, 'template'],
  ['win32', true, 'dark'],
  ['win32', false, 'light'],
  ['linux', true, 'any'],
  ['linux', false, 'any'],
] as const)('the bar of %s, dark %s, gets the set "%s"', (platform, isDark, set) => {
  expect(choosePictureSet(platform, isDark)).toBe(set);
});

test.each(['light', 'dark', 'any', 'template'])(
  'every picture of the set "%s" is there in both sizes',
  (set) => {
    for (const picture of PICTURES) readTrayPicture(FOLDER, picture);
    const names = new Set(read.map((path) => path.split(/[\\/]/).at(-1)?.replace('.png', '')));
    expect(names.size).toBeGreaterThan(PICTURES.length);
    for (const name of names) {
      for (const scale of ['', '@2x'])
        expect(existsSync(resolve(FOLDER, set, `${name}${scale}.png`))).toBe(true);
    }
  },
);

test('only work moves, and only for people who want movement', () => {
  expect(PICTURES.filter((picture) => readTrayPicture(FOLDER, picture).length > 1)).toEqual(['working']);
  desktop.prefersReducedMotion = true;
  expect(readTrayPicture(FOLDER, 'working')).toHaveLength(1);
});
