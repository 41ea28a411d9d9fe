import type { ClientEvent } from '#shared/wire/client-events.ts';
import type { TurnDetection } from '#shared/wire/turn-detection.ts';

/** Types of the events of an answer spoken in one message (§8.3), deltas told once. */
export const SPOKEN_ANSWER = [
  'response.created',
  'rate_limits.updated',
  'response.output_item.added',
  'conversation.item.added',
  'response.content_part.added',
  'response.output_audio_transcript.delta',
  'response.output_audio.delta',
  'response.output_audio.done',
  'response.output_audio_transcript.done',
  'response.content_part.done',
  'conversation.item.done',
  'response.output_item.done',
  'response.done',
];

/** Types of the events of a turn that the detection found. */
export const USER_TURN = [
  'input_audio_buffer.speech_started',
  'input_audio_buffer.speech_stopped',
  'input_audio_buffer.committed',
  'conversation.item.added',
  'conversation.item.done',
];

export function input(fields: {
  turn_detection?: TurnDetection | null;
  transcription?: { model: string };
}): ClientEvent {
  return { type: 'session.update', session: { type: 'realtime', audio: { input: fields } } };
}

export const pushToTalk = input({ turn_detection: null });
export const transcribed = input({ transcription: { model: 'hark-offline' } });
export const respond: ClientEvent = { type: 'response.create' };
