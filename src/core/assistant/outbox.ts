import { HarkError } from '#shared/base/errors.ts';
import type { Transcript } from './transcript.ts';

/**
 * Typed text on its way: kept and shown until a server has taken it.
 *
 *   waiting ──a session is there──▶ sent ──the server has it──▶ forgotten
 *      ▲───────the session is lost────┘
 */
export type Outbox = {
  /** Throws `unavailable` when too much waits already. */
  send(text: string): void;
  /** A session is there: what waited goes out, in order. */
  flush(): void;
  /** The server has taken a text into the conversation. */
  handleArrived(text: string): void;
  /** The session is gone: what it was given and did not take waits for the next one. */
  handleLost(): void;
  /** Withdraws what waits. */
  clear(): void;
};

export type OutboxParts = {
  readonly transcript: Pick<Transcript, 'showWaiting' | 'removeWaiting'>;
  /** False while there is nobody to take it. */
  readonly deliver: (text: string) => boolean;
};

type Waiting = { readonly id: string; readonly text: string };

const MAX_WAITING = 20;

export function createOutbox({ transcript, deliver }: OutboxParts): Outbox {
  let waiting: readonly Waiting[] = [];
  let sent: readonly string[] = [];
  let sequence = 0;
  const tryToDeliver = (text: string): boolean => {
    if (!deliver(text)) return false;
    sent = [...sent, text].slice(-MAX_WAITING);
    return true;
  };
  const keep = (text: string): Waiting => {
    sequence += 1;
    const entry = { id: `waiting-${sequence}`, text };
    transcript.showWaiting(entry.id, text);
    return entry;
  };
  return {
    send(text) {
      if (waiting.length === 0 && tryToDeliver(text)) return;
      if (waiting.length >= MAX_WAITING) {
        throw new HarkError('unavailable', `${MAX_WAITING} messages wait for the connection already.`, {
          kept: 'Your text was not taken; the messages before it are kept.',
          action: 'Wait until Hark is connected.',
        });
      }
      waiting = [...waiting, keep(text)];
    },
    flush() {
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        if (!tryToDeliver(next.text)) return;
        transcript.removeWaiting(next.id);
        waiting = waiting.slice(1);
      }
    },
    handleArrived(text) {
      const place = sent.indexOf(text);
      if (place !== -1) sent = sent.toSpliced(place, 1);
    },
    handleLost() {
      // Nothing waits while a session is there, so these are first.
      const lost = sent;
      sent = [];
      waiting = [...lost.map(keep), ...waiting];
    },
    clear() {
      waiting = [];
      sent = [];
    },
  };
}
