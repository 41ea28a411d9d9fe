import { HarkError } from '#shared/base/errors.ts';
import type { Transcript } from './transcript.ts';

/** Typed text on its way: sent at once when there is a session, kept and shown until there is one. */
export type Outbox = {
  /** Throws `unavailable` when too much waits already. */
  send(text: string): void;
  /** A session is there: what waited goes out, in order. */
  flush(): void;
  /** Withdraws what waits. */
  clear(): void;
};

export type OutboxParts = {
  readonly transcript: Transcript;
  /** False while there is nobody to take it. */
  readonly deliver: (text: string) => boolean;
};

const MAX_WAITING = 20;

export function createOutbox({ transcript, deliver }: OutboxParts): Outbox {
  let waiting: readonly { readonly id: string; readonly text: string }[] = [];
  let sequence = 0;
  return {
    send(text) {
      if (waiting.length === 0 && deliver(text)) return;
      if (waiting.length >= MAX_WAITING) {
        throw new HarkError('unavailable', `${MAX_WAITING} messages wait for the connection already.`, {
          kept: 'Your text was not taken; the messages before it are kept.',
          action: 'Wait until Hark is connected.',
        });
      }
      sequence += 1;
      const entry = { id: `waiting-${sequence}`, text };
      waiting = [...waiting, entry];
      transcript.showWaiting(entry.id, text);
    },
    flush() {
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        if (!deliver(next.text)) return;
        transcript.removeWaiting(next.id);
        waiting = waiting.slice(1);
      }
    },
    clear() {
      waiting = [];
    },
  };
}
