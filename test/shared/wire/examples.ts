import type { ClientEvent, ClientEventType } from '#shared/wire/client-events.ts';
import type { ServerEvent, ServerEventType } from '#shared/wire/server-events.ts';

const userItem = {
  id: 'item_U1',
  object: 'realtime.item',
  type: 'message',
  status: 'completed',
  role: 'user',
  content: [{ type: 'input_audio', transcript: null }],
} as const;

const session = {
  type: 'realtime',
  object: 'realtime.session',
  id: 'sess_1',
  model: 'hark-offline',
  expires_at: 1_760_003_600,
  output_modalities: ['audio'],
  audio: { input: { format: { type: 'audio/pcm', rate: 24_000 }, turn_detection: null } },
  tools: [{ type: 'function', name: 'get_time', parameters: { type: 'object', properties: {} } }],
} as const;

const response = {
  id: 'resp_1',
  object: 'realtime.response',
  status: 'completed',
  status_details: null,
  output: [{ id: 'item_C1', type: 'function_call', name: 'get_time', arguments: '{}', call_id: 'call_1' }],
  conversation_id: 'conv_1',
  output_modalities: ['audio'],
  max_output_tokens: 'inf',
  metadata: { purpose: 'title' },
  usage: { total_tokens: 3, input_tokens: 2, output_tokens: 1, input_token_details: { cached_tokens: 0 } },
} as const;

const ids = { response_id: 'resp_1', item_id: 'item_A1', output_index: 0, content_index: 0 };
const call = { response_id: 'resp_1', item_id: 'item_C1', output_index: 1 };
const transcript = { item_id: 'item_U1', content_index: 0 };

/** Read-only literals as the mutable event types; the tests only read them. */
function example<Event>(event: unknown): Event {
  return event as Event;
}

/** One realistic frame per client event, with every field the reference requires. */
export const CLIENT_EXAMPLES: Record<ClientEventType, ClientEvent> = {
  'session.update': example({
    type: 'session.update',
    session: {
      type: 'realtime',
      tracing: 'auto',
      audio: { input: { turn_detection: { type: 'semantic_vad', eagerness: 'high' } } },
    },
  }),
  'input_audio_buffer.append': { type: 'input_audio_buffer.append', audio: 'AAAA' },
  'input_audio_buffer.commit': { type: 'input_audio_buffer.commit' },
  'input_audio_buffer.clear': { type: 'input_audio_buffer.clear' },
  'output_audio_buffer.clear': { type: 'output_audio_buffer.clear' },
  'conversation.item.create': {
    type: 'conversation.item.create',
    event_id: 'agents_create_1',
    previous_item_id: 'root',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'what time is it' }] },
  },
  'conversation.item.retrieve': { type: 'conversation.item.retrieve', item_id: 'item_A1' },
  'conversation.item.truncate': {
    type: 'conversation.item.truncate',
    item_id: 'item_A1',
    content_index: 0,
    audio_end_ms: 96,
  },
  'conversation.item.delete': { type: 'conversation.item.delete', item_id: 'item_A1' },
  'response.create': {
    type: 'response.create',
    response: {
      conversation: 'none',
      output_modalities: ['text'],
      metadata: { purpose: 'title' },
      input: [{ type: 'item_reference', id: 'item_U1' }],
      tool_choice: { type: 'function', name: 'get_time' },
    },
  },
  'response.cancel': { type: 'response.cancel', response_id: 'resp_1' },
};

const withoutIds: Record<ServerEventType, object> = {
  error: {
    error: {
      type: 'invalid_request_error',
      code: 'conversation_already_has_active_response',
      message: 'Conversation already has an active response in progress: resp_1.',
      param: null,
      event_id: 'client_evt_7',
    },
  },
  'session.created': { session },
  'session.updated': { session },
  'rate_limits.updated': {
    rate_limits: [{ name: 'requests', limit: 1000, remaining: 999, reset_seconds: 60 }],
  },
  'conversation.created': { conversation: { id: 'conv_1', object: 'realtime.conversation' } },
  'conversation.item.added': { previous_item_id: null, item: userItem },
  'conversation.item.done': { previous_item_id: 'item_0', item: userItem },
  'conversation.item.created': { previous_item_id: null, item: userItem },
  'conversation.item.retrieved': {
    item: {
      id: 'item_A1',
      type: 'message',
      role: 'assistant',
      content: [{ type: 'audio', audio: 'AAAA', format: 'pcm16' }],
    },
  },
  'conversation.item.truncated': { item_id: 'item_A1', content_index: 0, audio_end_ms: 96 },
  'conversation.item.deleted': { item_id: 'item_A1' },
  'conversation.item.input_audio_transcription.delta': { ...transcript, delta: 'what time' },
  'conversation.item.input_audio_transcription.completed': {
    ...transcript,
    transcript: 'what time is it',
    usage: { type: 'duration', seconds: 1 },
  },
  'conversation.item.input_audio_transcription.segment': {
    ...transcript,
    id: 'seg_1',
    text: 'what time is it',
    speaker: 'A',
    start: 0,
    end: 1.2,
  },
  'conversation.item.input_audio_transcription.failed': {
    ...transcript,
    error: { type: 'transcription_error', code: 'audio_unintelligible', message: 'Not understood.' },
  },
  'input_audio_buffer.committed': { item_id: 'item_U1', previous_item_id: null },
  'input_audio_buffer.cleared': {},
  'input_audio_buffer.speech_started': { audio_start_ms: 980, item_id: 'item_U1' },
  'input_audio_buffer.speech_stopped': { audio_end_ms: 2480, item_id: 'item_U1' },
  'input_audio_buffer.timeout_triggered': { audio_start_ms: 0, audio_end_ms: 6000, item_id: 'item_U1' },
  'input_audio_buffer.dtmf_event_received': { event: '5', received_at: 1_760_000_000 },
  'output_audio_buffer.started': { response_id: 'resp_1' },
  'output_audio_buffer.stopped': { response_id: 'resp_1' },
  'output_audio_buffer.cleared': { response_id: 'resp_1' },
  'response.created': { response: { ...response, status: 'in_progress', output: [], usage: null } },
  'response.done': { response },
  'response.output_item.added': { response_id: 'resp_1', output_index: 0, item: response.output[0] },
  'response.output_item.done': { response_id: 'resp_1', output_index: 0, item: response.output[0] },
  'response.content_part.added': { ...ids, part: { type: 'audio', transcript: '' } },
  'response.content_part.done': { ...ids, part: { type: 'text', text: 'Ten past two.' } },
  'response.output_text.delta': { ...ids, delta: 'Ten ' },
  'response.output_text.done': { ...ids, text: 'Ten past two.' },
  'response.output_audio_transcript.delta': { ...ids, delta: 'Ten ' },
  'response.output_audio_transcript.done': { ...ids, transcript: 'Ten past two.' },
  'response.output_audio.delta': { ...ids, delta: 'AAAA' },
  'response.output_audio.done': ids,
  'response.function_call_arguments.delta': { ...call, call_id: 'call_1', delta: '{}' },
  'response.function_call_arguments.done': { ...call, call_id: 'call_1', arguments: '{}', name: 'get_time' },
  'response.mcp_call_arguments.delta': { ...call, delta: '{}', obfuscation: 'x' },
  'response.mcp_call_arguments.done': { ...call, arguments: '{}' },
  'response.mcp_call.in_progress': { item_id: 'item_C1', output_index: 1 },
  'response.mcp_call.completed': { item_id: 'item_C1', output_index: 1 },
  'response.mcp_call.failed': { item_id: 'item_C1', output_index: 1 },
  'mcp_list_tools.in_progress': { item_id: 'item_M1' },
  'mcp_list_tools.completed': { item_id: 'item_M1' },
  'mcp_list_tools.failed': { item_id: 'item_M1' },
};

/** One realistic frame per server event, with every field the reference requires. */
export const SERVER_EXAMPLES: readonly ServerEvent[] = Object.entries(withoutIds).map(([type, fields]) =>
  example<ServerEvent>({ type, event_id: 'event_1', ...fields }),
);
