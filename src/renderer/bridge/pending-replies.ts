import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import type { Reply } from '#shared/bridge/requests.ts';
import type { SocketClientMessage } from '#shared/bridge/socket-messages.ts';

/** Requests that wait for their reply, by id. */
export type PendingReplies = {
  /** Makes the message of a request, and a promise of its reply that never rejects. */
  add(
    name: string,
    payload: unknown,
  ): { readonly message: SocketClientMessage; readonly reply: Promise<Reply<unknown>> };
  settle(id: number, reply: Reply<unknown>): void;
  /** The connection is gone: everything that waits is answered with that. */
  fail(): void;
};

export const CONNECTION_LOST: Reply<never> = {
  ok: false,
  error: {
    reason: 'connection',
    message: 'Hark does not answer.',
    action: 'If it was ended, start it again and open the address it prints.',
  },
};

export function createPendingReplies(): PendingReplies {
  const waiting = new Map<number, Deferred<Reply<unknown>>>();
  let nextId = 1;
  return {
    add(name, payload) {
      const id = nextId;
      nextId += 1;
      const answer = createDeferred<Reply<unknown>>();
      waiting.set(id, answer);
      return { message: { kind: 'request', id, name, payload }, reply: answer.promise };
    },
    settle(id, reply) {
      waiting.get(id)?.resolve(reply);
      waiting.delete(id);
    },
    fail() {
      for (const answer of waiting.values()) answer.resolve(CONNECTION_LOST);
      waiting.clear();
    },
  };
}
