import { protocol } from 'electron';
import { securityHeaders } from '#core/hosting/content-security.ts';
import type { RendererFiles } from '#core/hosting/renderer-files.ts';
import { APP_SCHEME, isAppUrl } from './app-url.ts';

/** Must run before the app is ready: makes `app://` a place of its own with a secure context, which worklets need. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}

/** Answers our addresses from the built files, which are looked up in a table: no address names a file of the disk. */
export function serveApp(files: RendererFiles): void {
  const headers = securityHeaders();
  protocol.handle(APP_SCHEME, ({ url, method }) => {
    const file = isAppUrl(url) && method === 'GET' ? files.get(new URL(url).pathname) : undefined;
    return file === undefined
      ? new Response('Not found', { status: 404, headers })
      : new Response(file.body, { headers: { ...headers, 'content-type': file.type } });
  });
}
