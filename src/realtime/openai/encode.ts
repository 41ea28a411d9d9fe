import { encodeALaw, encodeMuLaw } from '#shared/audio/g711.ts';
import { bytesFromPcm16 } from '#shared/audio/pcm16.ts';
import type { ModelInput, ModelRequest, NewItem, RawClientMessage } from '../model/model-inputs.ts';
import type { RealtimeAudioFormat } from '../settings/settings-schema.ts';
import { REQUEST_ID_KEY } from './decode-response.ts';
import type { ClientShape } from './encode-shape.ts';
import type { Json } from './json.ts';

/** A request as the text of one client event (protocol reference §5). */
export function encodeRequest(request: ModelRequest, shape: ClientShape): string {
  return JSON.stringify(clientEvent(request, shape));
}

/** The fast path: 50 of these go out each second, and base64 needs no escaping. */
export function encodeAudio(audio: ArrayBufferView, format: RealtimeAudioFormat): string {
  const bytes = audio instanceof Int16Array ? encodeSamples(audio, format) : audio;
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return `{"type":"input_audio_buffer.append","audio":"${base64}"}`;
}

/** A raw response.create is a request the session has to put in line; everything else goes out as it is. */
export function interpretRawMessage(message: RawClientMessage): ModelInput {
  const { type, response } = message;
  if (type !== 'response.create') return { type: 'raw', message };
  const params = typeof response === 'object' && response !== null ? { ...response } : {};
  // Out-of-band responses run beside the conversation and wait for nobody.
  if ('conversation' in params && params.conversation === 'none') return { type: 'raw', message };
  return { type: 'create_response', requestId: '', params };
}

function encodeSamples(samples: Int16Array, format: RealtimeAudioFormat): Uint8Array {
  switch (format) {
    case 'pcm16':
      return bytesFromPcm16(samples);
    case 'g711_ulaw':
      return encodeMuLaw(samples);
    case 'g711_alaw':
      return encodeALaw(samples);
  }
}

function clientEvent(input: ModelRequest, shape: ClientShape): object {
  const event_id = input.requestId;
  switch (input.type) {
    case 'configure':
      return { type: 'session.update', event_id, session: shape.encodeSession(input.settings) };
    case 'create_item':
      return {
        type: 'conversation.item.create',
        event_id,
        previous_item_id: input.previousItemId === null ? 'root' : input.previousItemId,
        item: encodeItem(input.item, shape),
      };
    case 'delete_item':
      return { type: 'conversation.item.delete', event_id, item_id: input.itemId };
    case 'truncate_item':
      return {
        type: 'conversation.item.truncate',
        event_id,
        item_id: input.itemId,
        content_index: input.contentIndex,
        audio_end_ms: input.audioEndMs,
      };
    case 'create_response':
      return {
        type: 'response.create',
        event_id,
        response: withRequestId(shape.encodeParams(input.params ?? {}), event_id),
      };
    case 'cancel_response':
      return { type: 'response.cancel', event_id, response_id: input.responseId };
    case 'commit_audio':
      return { type: 'input_audio_buffer.commit', event_id };
    case 'clear_audio':
      return { type: 'input_audio_buffer.clear', event_id };
  }
}

/** The request's id travels along, so that the response can name its cause. */
function withRequestId(params: Json, requestId: string): Json {
  const metadata = typeof params.metadata === 'object' ? params.metadata : {};
  return { ...params, metadata: { ...metadata, [REQUEST_ID_KEY]: requestId } };
}

function encodeItem(item: NewItem, shape: ClientShape): object {
  switch (item.type) {
    case 'message':
      return {
        id: item.itemId,
        type: 'message',
        role: item.role,
        status: item.status,
        content: item.content.map(shape.encodeContent),
      };
    case 'function_call':
      return {
        id: item.itemId,
        type: 'function_call',
        call_id: item.callId,
        name: item.name,
        arguments: item.arguments,
      };
    case 'tool_output':
      return { id: item.itemId, type: 'function_call_output', call_id: item.callId, output: item.output };
    case 'mcp_approval_response':
      return {
        id: item.itemId,
        type: 'mcp_approval_response',
        approval_request_id: item.approvalRequestId,
        approve: item.approve,
        reason: item.reason,
      };
  }
}
