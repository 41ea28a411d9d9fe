import { isRecord } from '#shared/base/is-record.ts';
import { readFrame } from '#shared/wire/frame.ts';
import { parseServerEvent } from '#shared/wire/server-events.ts';
import type { ServerFrame } from './decode-frame.ts';
import type { Json } from './json.ts';

/** Events that were only renamed (protocol reference §11). */
const CURRENT_NAMES: ReadonlyMap<unknown, string> = new Map([
  ['response.text.delta', 'response.output_text.delta'],
  ['response.text.done', 'response.output_text.done'],
  ['response.audio.delta', 'response.output_audio.delta'],
  ['response.audio.done', 'response.output_audio.done'],
  ['response.audio_transcript.delta', 'response.output_audio_transcript.delta'],
  ['response.audio_transcript.done', 'response.output_audio_transcript.done'],
]);

const CURRENT_FORMATS: ReadonlyMap<unknown, Json> = new Map<unknown, Json>([
  ['pcm16', { type: 'audio/pcm', rate: 24_000 }],
  ['g711_ulaw', { type: 'audio/pcmu' }],
  ['g711_alaw', { type: 'audio/pcma' }],
]);

/** Reads a frame of the beta shape as the event of the current one that says the same. Never throws. */
export function readBetaFrame(text: string): ServerFrame {
  const frame = readFrame(text);
  if (!frame.ok) return { ok: false, problem: frame.issue.message };
  const parsed = parseServerEvent(currentEvent(frame.value));
  if (!parsed.ok) return { ok: false, problem: parsed.issue.message };
  // What passed the check of an event is an object.
  return { ok: true, raw: frame.value as Json, event: parsed.known ? parsed.event : undefined };
}

function currentEvent(event: unknown): unknown {
  if (!isRecord(event)) return event;
  const { type, session } = event;
  if (type === 'session.created' || type === 'session.updated') {
    return { ...event, session: currentSession(session) };
  }
  const current = CURRENT_NAMES.get(type);
  return current === undefined ? event : { ...event, type: current };
}

/** Of a flat session, what we go by; the rest may have values of the vendor's own. */
function currentSession(session: unknown): unknown {
  if (!isRecord(session)) return session;
  const { id, expires_at, output_audio_format: format, turn_detection: detection } = session;
  const known = CURRENT_FORMATS.get(format);
  return {
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof expires_at === 'number' ? { expires_at } : {}),
    audio: {
      input: detection === undefined ? {} : { turn_detection: currentDetection(detection) },
      output: known === undefined ? {} : { format: known },
    },
  };
}

/** Whether the server interrupts by itself is all that matters, whatever kind of detection it has. */
function currentDetection(detection: unknown): Json | null {
  if (!isRecord(detection)) return null;
  return { type: 'server_vad', interrupt_response: detection.interrupt_response !== false };
}
