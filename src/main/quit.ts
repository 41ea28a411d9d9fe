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

/** Ends the app's parts once, whoever asks and however often; resolves when they have ended or hang. Never rejects. */
export function createRelease(clock: Clock, release: () => Promise<void>): () => Promise<void> {
  let released: Promise<void> | undefined;
  return () => {
    const limit = new Promise<void>((resolve) => clock.after(QUIT_LIMIT_MS, resolve));
    released ??= Promise.race([release().catch(() => {}), limit]);
    return released;
  };
}

/** Quitting releases everything first, then ends whatever is left. */
export function quitCleanly(release: () => Promise<void>): void {
  let quitting = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    // Not `quit`, which would ask the windows again; they hide instead of closing.
    void release().then(() => app.exit());
  });
}
