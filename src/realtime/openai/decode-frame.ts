import { parseServerFrame } from '#shared/wire/frame.ts';
import type { ServerEvent } from '#shared/wire/server-events.ts';
import type { Json } from './json.ts';

/** What a frame says: the frame as it came, and its event in the current shape, undefined when its type is unknown. */
export type ServerFrame =
  | { readonly ok: true; readonly raw: Json; readonly event: ServerEvent | undefined }
  | { readonly ok: false; readonly problem: string };

/** Reads a frame of the current shape. Never throws. */
export function readServerFrame(text: string): ServerFrame {
  const frame = parseServerFrame(text);
  if (!frame.ok) return { ok: false, problem: frame.issue.message };
  return { ok: true, raw: frame.event, event: frame.known ? frame.event : undefined };
}
