/** The scheme of our pages; `app://hark/` is a place of its own, which file addresses are not. */
export const APP_SCHEME = 'app';
const HOST = 'hark';

/** The address of one of our pages. */
export function pageUrl(page: string): string {
  return `${APP_SCHEME}://${HOST}/${page}.html`;
}

/** Whether an address is one of ours, compared by its parsed parts: `app://hark.evil` is not. */
export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === `${APP_SCHEME}:` && parsed.host === HOST;
}
