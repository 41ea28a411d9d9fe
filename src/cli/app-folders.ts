import { homedir } from 'node:os';
import { dataFolder, desktopFolder } from '#web/platform/folders.ts';

/** Where a running app may keep its data: the one that is named, or the desktop app's before the web host's. */
export function appFolders(): readonly string[] {
  const place = { platform: process.platform, home: homedir(), environment: process.env };
  return process.env.HARK_DATA ? [dataFolder(place)] : [desktopFolder(place), dataFolder(place)];
}
