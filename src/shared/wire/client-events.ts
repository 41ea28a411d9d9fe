import { z } from 'zod';
import { ItemSchema } from './items.ts';
import { openObject } from './open-object.ts';
import { EventSchemas, type ParsedFrame, parseEvent } from './parsed-frame.ts';
import { ResponseParamsSchema } from './response.ts';
import { SessionPatchSchema } from './session-config.ts';

function clientEvent<Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) {
  return openObject({
    type: z.literal(type),
    /** Chosen by the client; an error event names it. */
    event_id: z.string().max(512).exactOptional(),
    ...shape,
  });
}

/** The events a client may send (reference/realtime-protocol.md §5). */
export const CLIENT_EVENT_SCHEMAS = {
  'session.update': clientEvent('session.update', { session: SessionPatchSchema }),
  /** `audio` is base64 in the session's input format. */
  'input_audio_buffer.append': clientEvent('input_audio_buffer.append', { audio: z.string() }),
  'input_audio_buffer.commit': clientEvent('input_audio_buffer.commit', {}),
  'input_audio_buffer.clear': clientEvent('input_audio_buffer.clear', {}),
  /** WebRTC and SIP only. */
  'output_audio_buffer.clear': clientEvent('output_audio_buffer.clear', {}),
  'conversation.item.create': clientEvent('conversation.item.create', {
    item: ItemSchema,
    /** Id of an item, `root` for the front, absent for the end. */
    previous_item_id: z.string().nullable().exactOptional(),
  }),
  'conversation.item.retrieve': clientEvent('conversation.item.retrieve', { item_id: z.string() }),
  'conversation.item.truncate': clientEvent('conversation.item.truncate', {
    item_id: z.string(),
    content_index: z.number().int().min(0),
    /** Audio kept, ms, inclusive. */
    audio_end_ms: z.number().int().min(0),
  }),
  'conversation.item.delete': clientEvent('conversation.item.delete', { item_id: z.string() }),
  'response.create': clientEvent('response.create', {
    response: ResponseParamsSchema.nullable().exactOptional(),
  }),
  'response.cancel': clientEvent('response.cancel', { response_id: z.string().exactOptional() }),
} as const;

export type ClientEventType = keyof typeof CLIENT_EVENT_SCHEMAS;
export type ClientEventOf<Type extends ClientEventType> = z.infer<(typeof CLIENT_EVENT_SCHEMAS)[Type]>;
export type ClientEvent = { [Type in ClientEventType]: ClientEventOf<Type> }[ClientEventType];

const schemas = new EventSchemas<ClientEvent>(CLIENT_EVENT_SCHEMAS);

export function parseClientEvent(value: unknown): ParsedFrame<ClientEvent> {
  return parseEvent(value, schemas);
}
