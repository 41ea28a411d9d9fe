import type { HarkError } from '#shared/base/errors.ts';

/**
 * The life of a session's connection.
 *
 *   idle ──connect──▶ connecting ──▶ connected ──▶ closed
 *                         └───────── failed ─────────▲
 */
export type ConnectionState =
  | { readonly state: 'idle' }
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  /** `error` is absent when we closed ourselves. */
  | { readonly state: 'closed'; readonly error?: HarkError };
