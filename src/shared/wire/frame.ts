import { type ClientEvent, parseClientEvent } from './client-events.ts';
import { type FrameIssue, frameIssue, type ParsedFrame } from './parsed-frame.ts';
import { parseServerEvent, type ServerEvent } from './server-events.ts';

/** Deeper frames are refused: nothing in the protocol nests further, JSON schemas of tools included. */
export const MAX_FRAME_DEPTH = 64;

/** Largest frame read, in UTF-16 units: an append of 15 MiB of audio and its envelope. */
const MAX_FRAME_LENGTH = 16 * 1024 * 1024;

/**
 * Removes own `__proto__` keys on the way, so that no later copy can turn one into a prototype. It runs on every frame:
 * `for in` allocates nothing.
 */
function tooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth >= MAX_FRAME_DEPTH) return true;
  if (Array.isArray(value)) return value.some((entry) => tooDeep(entry, depth + 1));
  for (const key in value) {
    if (key === '__proto__') Reflect.deleteProperty(value, key);
    else if (tooDeep((value as Record<string, unknown>)[key], depth + 1)) return true;
  }
  return false;
}

/** Frames from this length on are parsed around their audio; in shorter ones the cut costs what it saves. */
const LONG_FRAME = 4096;
/** Inside a JSON string its quotes would be escaped, so this is a field's beginning wherever it stands. */
const DELTA = '"delta":"';

/**
 * `JSON.parse` looks at each character of a string, although base64 has nothing to look for: a long audio delta is cut out,
 * the rest parsed, and the delta put back. Whatever is not such a frame is parsed whole. Throws a SyntaxError.
 */
function parseJson(text: string): unknown {
  const start = text.length < LONG_FRAME ? -1 : text.indexOf(DELTA);
  if (start < 0) return JSON.parse(text);
  const from = start + DELTA.length;
  const to = text.indexOf('"', from);
  const delta = text.slice(from, to);
  if (to < 0 || delta.includes('\\')) return JSON.parse(text);
  const value: unknown = JSON.parse(text.slice(0, from) + text.slice(to));
  if (!isEmptyAudioDelta(value)) return JSON.parse(text);
  value.delta = delta;
  return value;
}

/** Of either shape of the protocol; whoever decodes the delta finds out whether it is base64. */
function isEmptyAudioDelta(value: unknown): value is { delta: string } {
  if (typeof value !== 'object' || value === null || !('type' in value && 'delta' in value)) return false;
  const isAudio = value.type === 'response.output_audio.delta' || value.type === 'response.audio.delta';
  return isAudio && value.delta === '';
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
    value = parseJson(text);
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
