import { protocol } from 'electron';
import { securityHeaders } from '#core/hosting/content-security.ts';
import type { RendererFiles } from '#core/hosting/renderer-files.ts';

const SCHEME = 'app';
const HOST = 'hark';

/** Must run before the app is ready: makes `app://` a place of its own with a secure context, which worklets need. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** The address of one of our pages. */
export function pageUrl(page: string): string {
  return `${SCHEME}://${HOST}/${page}.html`;
}

/** Whether an address is one of ours, compared by its parsed parts: `app://hark.evil` is not. */
export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === `${SCHEME}:` && parsed.host === HOST;
}

/** Answers our addresses from the built files, which are looked up in a table: no address names a file of the disk. */
export function serveApp(files: RendererFiles): void {
  const headers = securityHeaders();
  protocol.handle(SCHEME, ({ url, method }) => {
    const file = isAppUrl(url) && method === 'GET' ? files.get(new URL(url).pathname) : undefined;
    return file === undefined
      ? new Response('Not found', { status: 404, headers })
      : new Response(file.body, { headers: { ...headers, 'content-type': file.type } });
  });
}
