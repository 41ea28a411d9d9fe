import type { ServerEvent } from '#shared/wire/server-events.ts';
import type { SessionSnapshot } from '#shared/wire/session-config.ts';
import type { EffectiveSettings, ModelEvent } from '../model/model-events.ts';
import { AudioDecoder } from './decode-audio.ts';
import { decodeError } from './decode-error.ts';
import { decodeItem } from './decode-item.ts';
import { decodeMcpEvent, decodeMcpItem } from './decode-mcp.ts';
import { decodeResponseCreated, decodeResponseDone } from './decode-response.ts';
import { ItemCompletion } from './item-completion.ts';

/** Turns the protocol's events into what they mean for a session; it remembers the audio format and what is not complete yet. */
export class ServerEventDecoder {
  readonly #audio = new AudioDecoder();
  readonly #completion = new ItemCompletion();

  decode(event: ServerEvent): readonly ModelEvent[] {
    switch (event.type) {
      // First, because cases are compared in order and this is most of what a server sends.
      case 'response.output_audio.delta':
        return [this.#decodeAudio(event)];
      case 'error':
        return [{ type: 'error', ...decodeError(event.error) }];
      case 'session.created':
        this.#readFormat(event.session);
        return [{ type: 'session_started', expiresAt: expiryOf(event.session) }];
      case 'session.updated':
        this.#readFormat(event.session);
        return [{ type: 'settings_applied', effective: effectiveSettings(event.session) }];
      case 'response.created':
        return [decodeResponseCreated(event.response)];
      case 'conversation.item.added':
      case 'conversation.item.created':
      case 'conversation.item.done':
      case 'response.output_item.done':
        return this.#completion.complete(event).flatMap((complete) => decodeConversation(complete) ?? []);
      case 'response.done':
        this.#completion.handleResponseDone();
        return [decodeResponseDone(event.response)];
      case 'response.output_audio.done':
        this.#audio.finish(event);
        return [{ type: 'audio_done', ...addressOf(event) }];
      default:
        return (
          decodeText(event) ?? decodeConversation(event) ?? decodeInput(event) ?? decodeMcpEvent(event) ?? []
        );
    }
  }

  #readFormat(session: SessionSnapshot): void {
    const format = session.audio?.output?.format;
    if (format !== undefined) this.#audio.setFormat(format);
  }

  #decodeAudio(event: Extract<ServerEvent, { type: 'response.output_audio.delta' }>): ModelEvent {
    const { response_id: responseId, item_id: itemId, content_index: contentIndex, delta } = event;
    const samples = this.#audio.decode(event, delta);
    if (samples === undefined) return { type: 'bad_frame', problem: 'An audio delta is not base64.' };
    return { type: 'audio', responseId, itemId, contentIndex, samples };
  }
}

type Addressed = { readonly response_id: string; readonly item_id: string; readonly content_index: number };

function addressOf(event: Addressed): { responseId: string; itemId: string; contentIndex: number } {
  return { responseId: event.response_id, itemId: event.item_id, contentIndex: event.content_index };
}

/** Undefined when the event is of another kind. */
function decodeText(event: ServerEvent): readonly ModelEvent[] | undefined {
  switch (event.type) {
    case 'response.output_audio_transcript.delta':
      return [{ type: 'output_delta', source: 'speech', ...addressOf(event), delta: event.delta }];
    case 'response.output_audio_transcript.done':
      return [{ type: 'output_done', source: 'speech', ...addressOf(event), text: event.transcript }];
    case 'response.output_text.delta':
      return [{ type: 'output_delta', source: 'text', ...addressOf(event), delta: event.delta }];
    case 'response.output_text.done':
      return [{ type: 'output_done', source: 'text', ...addressOf(event), text: event.text }];
    default:
      return undefined;
  }
}

function decodeConversation(event: ServerEvent): readonly ModelEvent[] | undefined {
  switch (event.type) {
    case 'conversation.item.added':
      return [
        ...decodeItem(event.item, event.previous_item_id, 'in_progress'),
        ...decodeMcpItem(event.item, false),
      ];
    case 'conversation.item.done':
    case 'conversation.item.created':
      return [
        ...decodeItem(event.item, event.previous_item_id, 'completed'),
        ...decodeMcpItem(event.item, true),
      ];
    case 'conversation.item.truncated': {
      const { item_id: itemId, content_index: contentIndex, audio_end_ms: audioEndMs } = event;
      return [{ type: 'item_truncated', itemId, contentIndex, audioEndMs }];
    }
    case 'conversation.item.deleted':
      return [{ type: 'item_deleted', itemId: event.item_id }];
    case 'response.output_item.done':
      return [...decodeToolCall(event), ...decodeMcpItem(event.item, true)];
    default:
      return undefined;
  }
}

/** A cancelled response leaves its calls incomplete: those are not run. */
function decodeToolCall({
  item,
  response_id: responseId,
}: Extract<ServerEvent, { type: 'response.output_item.done' }>): readonly ModelEvent[] {
  if (item.type !== 'function_call' || (item.status ?? 'completed') !== 'completed') return [];
  const callId = item.call_id ?? item.id;
  if (callId === undefined) return [{ type: 'bad_frame', problem: 'A function call has no id.' }];
  const { name, arguments: args, id: itemId = callId } = item;
  return [{ type: 'tool_call', responseId, itemId, callId, name, arguments: args }];
}

function decodeInput(event: ServerEvent): readonly ModelEvent[] | undefined {
  switch (event.type) {
    case 'input_audio_buffer.speech_started':
      return [{ type: 'speech_started', itemId: event.item_id }];
    case 'input_audio_buffer.speech_stopped':
      return [{ type: 'speech_stopped', itemId: event.item_id }];
    case 'input_audio_buffer.timeout_triggered':
      return [{ type: 'input_timeout', itemId: event.item_id }];
    case 'input_audio_buffer.committed':
      // The item itself follows; its place is known already.
      return event.previous_item_id === undefined
        ? []
        : [{ type: 'hidden_item', itemId: event.item_id, previousItemId: event.previous_item_id }];
    case 'conversation.item.input_audio_transcription.delta': {
      const { item_id: itemId, content_index: contentIndex = 0, delta = '' } = event;
      return [{ type: 'transcription_delta', itemId, contentIndex, delta }];
    }
    case 'conversation.item.input_audio_transcription.completed': {
      const { item_id: itemId, content_index: contentIndex, transcript: text } = event;
      return [{ type: 'transcription_done', itemId, contentIndex, text }];
    }
    case 'conversation.item.input_audio_transcription.failed': {
      const message = event.error.message ?? 'What was said could not be written down.';
      return [{ type: 'transcription_failed', itemId: event.item_id, message }];
    }
    default:
      return undefined;
  }
}

/** Without turn detection the server interrupts nothing by itself; what it does not echo is its default. */
function effectiveSettings(session: SessionSnapshot): EffectiveSettings {
  const detection = session.audio?.input?.turn_detection;
  return { interruptResponse: detection === null ? false : (detection?.interrupt_response ?? true) };
}

/** Milliseconds since the epoch. */
function expiryOf({ expires_at: seconds }: SessionSnapshot): number | undefined {
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1_000 : undefined;
}
