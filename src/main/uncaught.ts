import { app, dialog } from 'electron';
import type { LogPort } from '#core/ports.ts';
import type { Clock } from '#shared/base/clock.ts';
import { toErrorData } from '#shared/base/errors.ts';
import type { Translate } from '#shared/i18n/words.ts';

export type UncaughtParts = {
  /** Where Node tells of what nobody caught. */
  readonly events: Pick<NodeJS.EventEmitter, 'on'>;
  readonly clock: Clock;
  readonly log: LogPort;
  /** Saves what is unsaved and ends the audio, the session and the engine. */
  readonly release: () => Promise<void>;
  readonly words: () => Translate;
};

/** What happens sooner after a start would happen again after the next one, ms. */
const STEADY_MS = 60_000;

/**
 * After an exception that nobody caught, nobody knows what still holds: the app saves, says so in one dialog, and starts anew.
 *
 *   running ──uncaught──▶ releasing ──▶ told ──ran for a minute──▶ relaunched
 *                                        └──sooner──▶ ended
 */
export function startAnewAfterUncaught({ events, clock, log, release, words }: UncaughtParts): void {
  const startedAt = clock.now();
  let isEnding = false;
  events.on('uncaughtException', (error: unknown) => {
    log.error('Nobody caught an exception', error);
    if (isEnding) return;
    isEnding = true;
    const mayRelaunch = clock.now() - startedAt >= STEADY_MS;
    void release().then(() => {
      const t = words();
      const next = t(mayRelaunch ? 'app:crashedRelaunch' : 'app:crashedEnd');
      dialog.showErrorBox(t('app:crashed'), `${toErrorData(error).message}\n${next}`);
      if (mayRelaunch) app.relaunch();
      app.exit(1);
    });
  });
  // Whoever waited for it was told; the rest of the app is as it was.
  events.on('unhandledRejection', (reason: unknown) => log.error('Nobody caught a rejection', reason));
}
