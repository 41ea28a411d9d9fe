/** The system this page runs on, as `process.platform` names it. */
export function platformOf({ platform }: Pick<Navigator, 'platform'> = navigator): string {
  if (/^(Mac|iP)/.test(platform)) return 'darwin';
  return platform.startsWith('Win') ? 'win32' : 'linux';
}
