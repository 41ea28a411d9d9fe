import { type ClientEvent, parseClientEvent } from './client-events.ts';
import { type FrameIssue, frameIssue, type ParsedFrame } from './parsed-frame.ts';
import { parseServerEvent, type ServerEvent } from './server-events.ts';

/** Deeper frames are refused: nothing in the protocol nests further, JSON schemas of tools included. */
export const MAX_FRAME_DEPTH = 64;

/** Largest frame read, in UTF-16 units: an append of 15 MiB of audio and its envelope. */
const MAX_FRAME_LENGTH = 16 * 1024 * 1024;

/** Removes own `__proto__` keys on the way, so that no later copy can turn one into a prototype. */
function tooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth >= MAX_FRAME_DEPTH) return true;
  if (Array.isArray(value)) return value.some((entry) => tooDeep(entry, depth + 1));
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
  return Object.values(value).some((entry) => tooDeep(entry, depth + 1));
}

type Read =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly issue: FrameIssue };

/** The part of the gate that knows no event: size, JSON, depth. Never throws. */
export function readFrame(text: string, maxLength = MAX_FRAME_LENGTH): Read {
  if (text.length > maxLength) {
    const message = `The frame has ${text.length} characters; at most ${maxLength} are read.`;
    return frameIssue({ problem: 'too_large', path: '', message });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return frameIssue({ problem: 'not_json', path: '', message: 'The frame is not JSON.' });
  }
  if (tooDeep(value, 0)) {
    const message = `The frame nests more than ${MAX_FRAME_DEPTH} levels deep.`;
    return frameIssue({ problem: 'too_deep', path: '', message });
  }
  return { ok: true, value };
}

/** The gate of a server: size, JSON, depth, schema. Never throws. */
export function parseClientFrame(text: string, maxLength = MAX_FRAME_LENGTH): ParsedFrame<ClientEvent> {
  const read = readFrame(text, maxLength);
  return read.ok ? parseClientEvent(read.value) : read;
}

/** The gate of a client: size, JSON, depth, schema. Never throws. */
export function parseServerFrame(text: string, maxLength = MAX_FRAME_LENGTH): ParsedFrame<ServerEvent> {
  const read = readFrame(text, maxLength);
  return read.ok ? parseServerEvent(read.value) : read;
}
