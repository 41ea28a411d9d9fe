import { z } from 'zod';
import type { Reply } from './requests.ts';
import type { BridgeEvent } from './state.ts';

/** Largest frame a page may send, bytes: the longest typed text with every character escaped, a picture, and their envelope. */
export const MAX_SOCKET_FRAME = 1024 * 1024;

const clientMessage = z.discriminatedUnion('kind', [
  /** `name` and `payload` are checked by core. */
  z.strictObject({
    kind: z.literal('request'),
    id: z.number().int().min(0),
    name: z.string().max(100),
    payload: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('subscribe') }),
  /** This page wants to own the audio: from now on binary frames travel both ways. */
  z.strictObject({ kind: z.literal('audio') }),
]);

/** A text frame from page to host. */
export type SocketClientMessage = z.infer<typeof clientMessage>;

/** A text frame from host to page. */
export type SocketServerMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly event: BridgeEvent }
  /** Another page took the audio over. */
  | { readonly kind: 'audio_closed' };

/** What a page sent, or `undefined` when it is no message. */
export function parseSocketMessage(text: string): SocketClientMessage | undefined {
  try {
    const parsed = clientMessage.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
