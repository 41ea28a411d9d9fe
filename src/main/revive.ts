import type { BrowserWindow } from 'electron';
import type { App } from '#core/app.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { ErrorData } from '#shared/base/errors.ts';

/** A page that crashed more often than this within `CRASH_WINDOW_MS` will crash again. */
const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;

const BACK: ErrorData = {
  reason: 'internal',
  message: 'A window of Hark had crashed, and was opened again.',
  kept: 'The conversation was kept; what was being said or played may be cut.',
};
const GIVEN_UP: ErrorData = {
  reason: 'internal',
  message: 'A window of Hark crashes again and again, and is not opened any more.',
  kept: 'The conversation is kept as long as Hark runs.',
  action: 'Quit Hark from the tray and start it again.',
};

/** Loads a window's page again when its process is gone. Core does not live there, so the session goes on meanwhile. */
export function reviveOnCrash(window: BrowserWindow, app: Pick<App, 'report'>, clock: Clock): void {
  let crashes: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = clock.now();
    crashes = [...crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
    if (crashes.length > MAX_CRASHES) return app.report(GIVEN_UP);
    window.webContents.reload();
    app.report(BACK);
  });
}
