import { pcm16FromBytes } from '#shared/audio/pcm16.ts';
import type { ScriptedPeer } from '../../support/scripted-server.ts';

/** One spoken or written answer as a server streams it (protocol reference §8.2, §8.3). */
export type ScriptedAnswer = {
  readonly responseId: string;
  readonly itemId: string;
  readonly previousItemId?: string | null;
  readonly text: string;
  /** Audio that goes with it, ms; 0 makes it a written answer. */
  readonly audioMs: number;
};

let eventCount = 0;
const event = (type: string, fields: object): object => {
  eventCount += 1;
  return { type, event_id: `event_${eventCount}`, ...fields };
};

/** Confirms a session.update the way a server does: with everything it was told. */
export async function confirmSettings(peer: ScriptedPeer, session: object = {}): Promise<object> {
  const update = await peer.next('session.update');
  peer.send(sessionUpdated({ ...update.session, ...session }));
  return update.session;
}

export function sessionUpdated(session: object): object {
  return event('session.updated', { session: { type: 'realtime', ...session } });
}

export function responseCreated(responseId: string, fields: object = {}): object {
  return event('response.created', { response: response(responseId, 'in_progress', fields) });
}

export function responseDone(responseId: string, fields: object = {}): object {
  return event('response.done', { response: response(responseId, 'completed', fields) });
}

function response(id: string, status: string, fields: object): object {
  return { id, object: 'realtime.response', status, conversation_id: 'conv_1', output: [], ...fields };
}

/** Samples that can be told apart: 0, 1, 2, … */
export function ramp(samples: number, from = 0): Int16Array {
  return Int16Array.from({ length: samples }, (_, index) => (from + index) % 30_000);
}

export function base64Of(samples: Int16Array): string {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64');
}

export function samplesOf(base64: string): Int16Array {
  return pcm16FromBytes(new Uint8Array(Buffer.from(base64, 'base64')));
}

type Part = { readonly responseId: string; readonly itemId: string };

const part = ({ responseId, itemId }: Part): object => ({
  response_id: responseId,
  item_id: itemId,
  output_index: 0,
  content_index: 0,
});

export const audioDelta = (at: Part, samples: Int16Array): object =>
  event('response.output_audio.delta', { ...part(at), delta: base64Of(samples) });
export const transcriptDelta = (at: Part, delta: string): object =>
  event('response.output_audio_transcript.delta', { ...part(at), delta });
const textDelta = (at: Part, delta: string): object =>
  event('response.output_text.delta', { ...part(at), delta });

function assistantItem({ itemId, text, audioMs }: ScriptedAnswer, status: string): object {
  const content =
    status === 'in_progress'
      ? []
      : [audioMs > 0 ? { type: 'output_audio', transcript: text } : { type: 'output_text', text }];
  return { id: itemId, object: 'realtime.item', type: 'message', role: 'assistant', status, content };
}

/** The answer's beginning: the item exists and its words and audio have been streamed, but nothing is done. */
export function answerStart(answer: ScriptedAnswer): object[] {
  const { responseId, itemId, previousItemId = null, text, audioMs } = answer;
  const item = assistantItem(answer, 'in_progress');
  return [
    responseCreated(responseId),
    event('response.output_item.added', { response_id: responseId, output_index: 0, item }),
    event('conversation.item.added', { item, previous_item_id: previousItemId }),
    audioMs > 0 ? transcriptDelta({ responseId, itemId }, text) : textDelta({ responseId, itemId }, text),
    ...(audioMs > 0 ? [audioDelta({ responseId, itemId }, ramp(audioMs * 24))] : []),
  ];
}

/** The answer's end; `status` cancelled makes it the end of an answer that was interrupted. */
export function answerEnd(answer: ScriptedAnswer, status: 'completed' | 'cancelled' = 'completed'): object[] {
  const { responseId, itemId, previousItemId = null, text, audioMs } = answer;
  const item = assistantItem(answer, status === 'completed' ? 'completed' : 'incomplete');
  const details =
    status === 'completed' ? {} : { status_details: { type: 'cancelled', reason: 'turn_detected' } };
  return [
    ...(audioMs > 0
      ? [
          event('response.output_audio.done', part({ responseId, itemId })),
          event('response.output_audio_transcript.done', {
            ...part({ responseId, itemId }),
            transcript: text,
          }),
        ]
      : [event('response.output_text.done', { ...part({ responseId, itemId }), text })]),
    event('conversation.item.done', { item, previous_item_id: previousItemId }),
    event('response.output_item.done', { response_id: responseId, output_index: 0, item }),
    responseDone(responseId, { status, output: [item], ...details }),
  ];
}

export function answer(scripted: ScriptedAnswer): object[] {
  return [...answerStart(scripted), ...answerEnd(scripted)];
}

export type ScriptedCall = {
  readonly responseId: string;
  readonly callId: string;
  readonly name: string;
  readonly args: string;
  readonly previousItemId?: string | null;
};

/** A response that calls tools and says nothing (protocol reference §8.5). */
export function toolCalls(responseId: string, calls: readonly Omit<ScriptedCall, 'responseId'>[]): object[] {
  return [
    responseCreated(responseId),
    ...calls.flatMap((call) => toolCall({ responseId, ...call })),
    responseDone(responseId),
  ];
}

export function toolCall({ responseId, callId, name, args, previousItemId = null }: ScriptedCall): object[] {
  const item = {
    id: `item_${callId}`,
    type: 'function_call',
    status: 'completed',
    call_id: callId,
    name,
    arguments: args,
  };
  return [
    event('conversation.item.added', {
      item: { ...item, status: 'in_progress' },
      previous_item_id: previousItemId,
    }),
    event('conversation.item.done', { item, previous_item_id: previousItemId }),
    event('response.output_item.done', { response_id: responseId, output_index: 0, item }),
  ];
}

export const speechStarted = (itemId: string): object =>
  event('input_audio_buffer.speech_started', { item_id: itemId, audio_start_ms: 0 });
export const speechStopped = (itemId: string): object =>
  event('input_audio_buffer.speech_stopped', { item_id: itemId, audio_end_ms: 0 });

/** A spoken turn of the user whose words come later (protocol reference §8.3). */
export function userSpoke(itemId: string, previousItemId: string | null): object[] {
  const item = {
    id: itemId,
    type: 'message',
    role: 'user',
    status: 'completed',
    content: [{ type: 'input_audio', transcript: null }],
  };
  return [
    event('input_audio_buffer.committed', { item_id: itemId, previous_item_id: previousItemId }),
    event('conversation.item.added', { item, previous_item_id: previousItemId }),
    event('conversation.item.done', { item, previous_item_id: previousItemId }),
  ];
}

export const transcribed = (itemId: string, transcript: string): object =>
  event('conversation.item.input_audio_transcription.completed', {
    item_id: itemId,
    content_index: 0,
    transcript,
  });

export function serverError(code: string, fields: object = {}): object {
  return event('error', {
    error: { type: 'invalid_request_error', code, message: `Error ${code}`, ...fields },
  });
}

/** Echoes a created item the way a server does. */
export function itemEcho(item: object, previousItemId: string | null = null): object[] {
  const echoed = { status: 'completed', ...item };
  return [
    event('conversation.item.added', { item: echoed, previous_item_id: previousItemId }),
    event('conversation.item.done', { item: echoed, previous_item_id: previousItemId }),
  ];
}
