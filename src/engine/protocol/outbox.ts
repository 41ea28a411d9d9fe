import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import type { Ids } from '#shared/wire/ids.ts';
import type { ServerEvent } from '#shared/wire/server-events.ts';

/** What is waiting in the socket above this makes speech wait: the client reads slower than we speak. */
const FULL_BYTES = 1024 * 1024;

/** A client that lets this much pile up has stopped reading. */
const STUCK_BYTES = 32 * 1024 * 1024;

export type Outbox = {
  /** Numbers the event and sends it; after `close` it does nothing. */
  send(event: ServerEvent): void;
  /** Settles when there is room for more audio; at once as long as the client keeps up. */
  room(): Promise<void>;
  close(): void;
};

export type OutboxOptions = {
  readonly ids: Ids;
  /** Sends one text frame; `sent` is called once it has left for the network. */
  readonly write: (text: string, sent: () => void) => void;
  readonly onStuck: () => void;
};

/** The way out of a session. Its bound: audio waits above 1 MiB, the connection ends above 32 MiB. */
export function createOutbox({ ids, write, onStuck }: OutboxOptions): Outbox {
  let waiting = 0;
  let closed = false;
  let room: Deferred<void> | undefined;
  const release = (): void => {
    room?.resolve();
    room = undefined;
  };
  return {
    send(event) {
      if (closed) return;
      const text = JSON.stringify({ ...event, event_id: ids.next('event') });
      waiting += text.length;
      write(text, () => {
        waiting -= text.length;
        if (waiting <= FULL_BYTES / 2) release();
      });
      if (waiting > STUCK_BYTES) onStuck();
    },
    async room() {
      if (closed || waiting <= FULL_BYTES) return;
      room ??= createDeferred<void>();
      await room.promise;
    },
    close() {
      closed = true;
      release();
    },
  };
}
