import type { Clock } from '#shared/base/clock.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import { MAX_NOTICES } from '#shared/bridge/state.ts';
import type { AppStore } from './app-store.ts';

export type Notices = {
  /** Shows something until it is dismissed. The same text within a minute is shown once. */
  add(error: ErrorData): void;
  dismiss(id: string): void;
};

const REPEAT_AFTER_MS = 60_000;

/** The list of things the person should know; the oldest leave first. */
export function createNotices(store: AppStore, clock: Clock): Notices {
  let sequence = 0;
  return {
    add(error) {
      const at = clock.wallTime();
      const { notices } = store.snapshot;
      const repeated = notices.some(
        (notice) => notice.error.message === error.message && Math.abs(at - notice.at) < REPEAT_AFTER_MS,
      );
      if (repeated) return;
      sequence += 1;
      const added = [...notices, { id: `notice-${sequence}`, error, at }].slice(-MAX_NOTICES);
      store.publish({ type: 'notices', notices: added });
    },
    dismiss(id) {
      const notices = store.snapshot.notices.filter((notice) => notice.id !== id);
      if (notices.length < store.snapshot.notices.length) store.publish({ type: 'notices', notices });
    },
  };
}
