import { HarkError } from '#shared/base/errors.ts';
import type { Transcript } from './transcript.ts';
import type { TypedMessage } from './typed-message.ts';

/**
 * Typed text on its way: kept and shown until a server has taken it.
 *
 *   waiting ──a session is there──▶ sent ──the server has it──▶ forgotten
 *      ▲───────the session is over────┘
 */
export type Outbox = {
  /** Throws `unavailable` when too much waits already. */
  send(message: TypedMessage): void;
  /** A session is there: what waited goes out, in order. */
  flush(): void;
  /** The server has taken a text into the conversation. */
  handleArrived(text: string): void;
  /** The session has lost its server and keeps what it was given: that is shown to wait. */
  handleInterrupted(): void;
  /** The session is over: what it was given and did not get through waits for the next one. */
  handleLost(): void;
  /** Withdraws what waits. */
  clear(): void;
};

export type OutboxParts = {
  readonly transcript: Pick<Transcript, 'showWaiting' | 'removeWaiting'>;
  /** False while there is nobody to take it. */
  readonly deliver: (message: TypedMessage) => boolean;
};

type Entry = TypedMessage & { readonly id: string; readonly isShown: boolean };

const MAX_WAITING = 20;
/** They all go out at once when there is a connection, beside up to 8 MiB of those before, and its queue holds 16 MiB. */
const MAX_WAITING_PICTURES = 4;

export function createOutbox({ transcript, deliver }: OutboxParts): Outbox {
  let waiting: readonly Entry[] = [];
  let sent: readonly Entry[] = [];
  let sequence = 0;
  const tryToDeliver = (entry: Entry): boolean => {
    if (!deliver(entry)) return false;
    sent = [...sent, entry].slice(-MAX_WAITING);
    return true;
  };
  const shown = (entry: Entry): Entry => {
    if (!entry.isShown) transcript.showWaiting(entry.id, entry);
    return { ...entry, isShown: true };
  };
  const hidden = (entry: Entry): Entry => {
    if (entry.isShown) transcript.removeWaiting(entry.id);
    return { ...entry, isShown: false };
  };
  return {
    send(message) {
      sequence += 1;
      const entry = { ...message, id: `waiting-${sequence}`, isShown: false };
      if (waiting.length === 0 && tryToDeliver(entry)) return;
      if (waiting.length >= MAX_WAITING) throw tooMany(`${MAX_WAITING} messages`);
      const pictures = waiting.filter(({ picture }) => picture !== undefined);
      if (message.picture !== undefined && pictures.length >= MAX_WAITING_PICTURES) {
        throw tooMany(`${MAX_WAITING_PICTURES} pictures`);
      }
      waiting = [...waiting, shown(entry)];
    },
    flush() {
      for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
        if (!tryToDeliver({ ...next, isShown: false })) return;
        hidden(next);
        waiting = waiting.slice(1);
      }
    },
    handleArrived(text) {
      const place = sent.findIndex((entry) => entry.text === text);
      const [arrived] = sent.slice(place, place + 1);
      if (place === -1 || arrived === undefined) return;
      hidden(arrived);
      sent = sent.toSpliced(place, 1);
    },
    handleInterrupted() {
      sent = sent.map(shown);
    },
    handleLost() {
      // Nothing waits while a session is there, so these are first.
      waiting = [...sent.map(shown), ...waiting];
      sent = [];
    },
    clear() {
      waiting = [];
      sent = [];
    },
  };
}

function tooMany(what: string): HarkError {
  return new HarkError('unavailable', `${what} wait for the connection already.`, {
    kept: 'Your message was not taken; those before it are kept.',
    action: 'Wait until Hark is connected.',
  });
}
