import type { PendingResponse } from './pending-responses.ts';

/**
 * Where a conversation is with its one response.
 *
 *   free ──send──▶ requested ──started──▶ active ──done──▶ free
 *    │                 │ ▲                  ▲ │ └─ done, our create still unanswered ─▶ requested
 *    │                 │ └────── pause ─ blocked
 *    │                 └─ conflict with a response we know nothing of ─▲
 *    └────── the server answers by itself ──┘
 *
 *   any ──connection lost, close──▶ offline ──connected again──▶ free
 */
export type ResponseSlot =
  | { readonly state: 'free' }
  | ({ readonly state: 'requested' } & Outstanding)
  | {
      readonly state: 'active';
      readonly responseId: string;
      /** A create of ours the server may still refuse. */
      outstanding: (Outstanding & ActiveOutstanding) | undefined;
      cancelled: boolean;
      lastSignAt: number;
    }
  | { readonly state: 'blocked' }
  /** Nobody can be asked: the connection is gone, another one will come. */
  | { readonly state: 'offline' };

export type Outstanding = { readonly request: PendingResponse; cancelled: boolean };

type ActiveOutstanding = {
  /** Whether it may have started the running response; a server that names our requests leaves no doubt. */
  readonly mayBeThis: boolean;
  /** Whether everything it is about had arrived before the running response began. */
  readonly isAnswered: boolean;
};

export type ActiveResponse = ResponseSlot & { state: 'active' };

/** The create the server may still refuse. */
export function outstandingOf(slot: ResponseSlot): Outstanding | undefined {
  if (slot.state === 'requested') return slot;
  return slot.state === 'active' ? slot.outstanding : undefined;
}
