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

/** Everything is denied but one thing: our own HUD may listen to the microphone. */
export function isPermitted({ permission, url, isMainFrame, media, role }: PermissionQuestion): boolean {
  const audioOnly = media.length > 0 && media.every((kind) => kind === 'audio');
  return permission === 'media' && audioOnly && isMainFrame && role === 'hud' && isAppUrl(url);
}
