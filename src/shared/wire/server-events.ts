import type { z } from 'zod';
import { EventSchemas, type ParsedFrame, parseEvent } from './parsed-frame.ts';
import { BUFFER_EVENT_SCHEMAS } from './server-buffer-events.ts';
import { CONVERSATION_EVENT_SCHEMAS } from './server-conversation-events.ts';
import { MCP_EVENT_SCHEMAS } from './server-mcp-events.ts';
import { RESPONSE_EVENT_SCHEMAS } from './server-response-events.ts';
import { SESSION_EVENT_SCHEMAS } from './server-session-events.ts';

/** The events a server may send (reference/realtime-protocol.md §6). */
export const SERVER_EVENT_SCHEMAS = {
  ...SESSION_EVENT_SCHEMAS,
  ...CONVERSATION_EVENT_SCHEMAS,
  ...BUFFER_EVENT_SCHEMAS,
  ...RESPONSE_EVENT_SCHEMAS,
  ...MCP_EVENT_SCHEMAS,
} as const;

export type ServerEventType = keyof typeof SERVER_EVENT_SCHEMAS;
export type ServerEventOf<Type extends ServerEventType> = z.infer<(typeof SERVER_EVENT_SCHEMAS)[Type]>;
export type ServerEvent = { [Type in ServerEventType]: ServerEventOf<Type> }[ServerEventType];

const schemas = new EventSchemas<ServerEvent>(SERVER_EVENT_SCHEMAS);

export function parseServerEvent(value: unknown): ParsedFrame<ServerEvent> {
  return parseEvent(value, schemas);
}
