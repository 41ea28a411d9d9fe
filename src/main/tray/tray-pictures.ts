import { join } from 'node:path';
import { type NativeImage, nativeImage, nativeTheme, systemPreferences } from 'electron';
import type { TrayPicture } from './tray-view.ts';

/** The folders of resources/tray; what each is for stands in resources/icons/draw.mjs. */
type PictureSet = 'light' | 'dark' | 'any' | 'template';

/** As many as resources/icons/draw.mjs draws. */
const FRAMES = 6;

/** macOS colours the picture itself, Windows tells how bright its taskbar is, and of a Linux panel nothing is known. */
export function choosePictureSet(platform: NodeJS.Platform, barIsDark: boolean): PictureSet {
  if (platform === 'darwin') return 'template';
  if (platform !== 'win32') return 'any';
  return barIsDark ? 'dark' : 'light';
}

/** The frames of a picture for the bar as it is now; one where nothing moves, or where the person wants no movement. */
export function readTrayPicture(folder: string, picture: TrayPicture): readonly NativeImage[] {
  const set = choosePictureSet(process.platform, nativeTheme.shouldUseDarkColorsForSystemIntegratedUI);
  const read = (name: string): NativeImage => {
    const image = nativeImage.createFromPath(join(folder, set, `${name}.png`));
    image.setTemplateImage(set === 'template');
    return image;
  };
  if (picture !== 'working') return [read(picture)];
  const count = systemPreferences.getAnimationSettings().prefersReducedMotion ? 1 : FRAMES;
  return Array.from({ length: count }, (_, at) => read(`working-${at + 1}`));
}
