import { app, type BrowserWindow } from 'electron';
import type { Clock } from '#shared/base/clock.ts';

/** A person who quits waits at most this long, whatever hangs. */
const QUIT_LIMIT_MS = 1500;

/** Closing the window only hides it: Hark lives in the tray. */
export function hideOnClose(window: BrowserWindow): void {
  window.on('close', (event) => {
    event.preventDefault();
    window.hide();
  });
}

/** Quitting releases everything first, then ends whatever is left. */
export function quitCleanly(clock: Clock, release: () => Promise<void>): void {
  let quitting = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    const limit = new Promise<void>((resolve) => clock.after(QUIT_LIMIT_MS, resolve));
    // Not `quit`, which would ask the windows again; they hide instead of closing.
    void Promise.race([release().catch(() => {}), limit]).then(() => app.exit());
  });
}
