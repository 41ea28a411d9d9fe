import { isAppUrl } from './app-url.ts';
import type { PageRole } from './page-roles.ts';

export type PermissionQuestion = {
  readonly permission: string;
  /** Where the question comes from. */
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly media: readonly (string | undefined)[];
  readonly role: PageRole | undefined;
};

/** Everything is denied but two things: our own HUD may listen to the microphone, and our window may copy words that are shown. */
export function isPermitted({ permission, url, isMainFrame, media, role }: PermissionQuestion): boolean {
  if (!isMainFrame || !isAppUrl(url)) return false;
  const audioOnly = media.length > 0 && media.every((kind) => kind === 'audio');
  if (permission === 'media') return audioOnly && role === 'hud';
  return permission === 'clipboard-sanitized-write' && role === 'window';
}
