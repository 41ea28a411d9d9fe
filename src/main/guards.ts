import { app, type Session, session, systemPreferences, type WebContents } from 'electron';
import { isAppUrl } from './app-url.ts';
import type { PageRoles } from './page-roles.ts';
import { isPermitted } from './permission-policy.ts';

/** Pages stay where they are: no navigation, no further windows, no embedded pages. Holds for every page ever made. */
export function confinePages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (event) => {
      if (!isReload(contents, event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

function isReload(contents: WebContents, url: string): boolean {
  const current = contents.getURL();
  // The very first address of a page is chosen by us.
  return isAppUrl(url) && (current === '' || current === url);
}

/** Chromium asks twice, once whether it may ask and once whether it may do; both get the same answer. */
export function denyPermissions(roles: PageRoles, target: Session = session.defaultSession): void {
  target.setPermissionCheckHandler((contents, permission, _origin, details) =>
    isPermitted({
      permission,
      url: details.requestingUrl ?? '',
      isMainFrame: details.isMainFrame,
      media: [details.mediaType],
      role: contents === null ? undefined : roles.of(contents),
    }),
  );
  target.setPermissionRequestHandler((contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const { requestingUrl: url, isMainFrame } = details;
    const permitted = isPermitted({ permission, url, isMainFrame, media, role: roles.of(contents) });
    if (!permitted) return answer(false);
    if (permission !== 'media') return answer(true);
    void askSystem().then(answer);
  });
}

/** macOS keeps a permission of its own and asks the person once. */
async function askSystem(): Promise<boolean> {
  return process.platform !== 'darwin' || systemPreferences.askForMediaAccess('microphone');
}
