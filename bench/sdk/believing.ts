// Stands in for src/shared/wire/server-events.ts; see unchecked.ts.
import type { ParsedFrame } from '#shared/wire/parsed-frame.ts';
import { SERVER_EVENT_SCHEMAS, type ServerEvent } from '#shared/wire/server-events.ts';

/** Looks up the type and believes the rest. */
export function parseServerEvent(value: ServerEvent): ParsedFrame<ServerEvent> {
  if (value.type in SERVER_EVENT_SCHEMAS) return { ok: true, known: true, event: value };
  return { ok: true, known: false, event: value };
}
