import type { HarkError } from '#shared/base/errors.ts';

/**
 * The life of a session's connection.
 *
 *                          ┌─────────◀─────────┐  before the server's limit on a session
 *                          ▼                   │
 *   idle ──▶ connecting ──▶ connected ──▶ renewed
 *                │            │   ▲
 *                │       lost ▼   │ replayed
 *                │        reconnecting
 *                └──────┐     │
 *                       ▼     ▼
 *                       closed          by us, for good, or because trying again is of no use
 */
export type ConnectionState =
  | { readonly state: 'idle' }
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  /** The connection was lost for `reason`; try number `attempt` begins after `delayMs`. What is said meanwhile is kept. */
  | {
      readonly state: 'reconnecting';
      readonly attempt: number;
      readonly delayMs: number;
      readonly reason: HarkError;
    }
  /** Another connection has taken over before this one expired; `connected` follows at once. */
  | { readonly state: 'renewed' }
  /** `error` is absent when we closed ourselves. */
  | { readonly state: 'closed'; readonly error?: HarkError };
