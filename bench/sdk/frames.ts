/** The server's events as it sends them, complete with every field OpenAI fills in. */

/** Base64 of `ms` of noise, pcm16 at 24 kHz. */
export function noise(ms: number): string {
  const samples = Int16Array.from({ length: 24 * ms }, () => (Math.random() - 0.5) * 20_000);
  return Buffer.from(samples.buffer).toString('base64');
}

let events = 0;

/** One frame. */
export function frame(type: string, fields: object): string {
  events += 1;
  return JSON.stringify({ type, event_id: `event_${String(events).padStart(21, '0')}`, ...fields });
}

const place = (response: string, item: string): object => ({
  response_id: response,
  item_id: item,
  output_index: 0,
  content_index: 0,
});

export const audioDelta = (response: string, item: string, delta: string): string =>
  frame('response.output_audio.delta', { ...place(response, item), delta });

export const transcriptDelta = (response: string, item: string, delta: string): string =>
  frame('response.output_audio_transcript.delta', { ...place(response, item), delta });

const message = (id: string, role: 'user' | 'assistant', status: string, text: string | null): object => ({
  id,
  object: 'realtime.item',
  type: 'message',
  role,
  status,
  content: text === null ? [] : [contentOf(role, text)],
});

const contentOf = (role: 'user' | 'assistant', text: string): object =>
  role === 'user' ? { type: 'input_text', text } : { type: 'output_audio', transcript: text };

/** What a server tells of an item that is complete at once. */
export function writtenItem(id: string, previous: string | null, text: string): readonly string[] {
  const fields = { previous_item_id: previous, item: message(id, 'user', 'completed', text) };
  return [frame('conversation.item.added', fields), frame('conversation.item.done', fields)];
}

const resource = (id: string, status: string, output: readonly object[], usage: object | null): object => ({
  object: 'realtime.response',
  id,
  status,
  status_details: status === 'in_progress' ? null : { type: status },
  output,
  conversation_id: 'conv_1',
  output_modalities: ['audio'],
  max_output_tokens: 'inf',
  audio: { output: { format: { type: 'audio/pcm', rate: 24_000 }, voice: 'marin' } },
  usage,
  metadata: null,
});

/** A spoken answer begins. */
export function answerStart(response: string, item: string, previous: string | null): readonly string[] {
  const begun = message(item, 'assistant', 'in_progress', null);
  return [
    frame('response.created', { response: resource(response, 'in_progress', [], null) }),
    frame('response.output_item.added', { response_id: response, output_index: 0, item: begun }),
    frame('conversation.item.added', { previous_item_id: previous, item: begun }),
    frame('response.content_part.added', {
      ...place(response, item),
      part: { type: 'audio', transcript: '' },
    }),
  ];
}

const USAGE = {
  total_tokens: 300,
  input_tokens: 200,
  output_tokens: 100,
  input_token_details: { text_tokens: 100, audio_tokens: 100, cached_tokens: 64 },
  output_token_details: { text_tokens: 20, audio_tokens: 80 },
};

/** A spoken answer ends. */
export function answerEnd(answer: {
  readonly response: string;
  readonly item: string;
  readonly previous: string | null;
  readonly transcript: string;
}): readonly string[] {
  const { response, item, previous, transcript } = answer;
  const spoken = message(item, 'assistant', 'completed', transcript);
  return [
    frame('response.output_audio.done', place(response, item)),
    frame('response.output_audio_transcript.done', { ...place(response, item), transcript }),
    frame('response.content_part.done', { ...place(response, item), part: { type: 'audio', transcript } }),
    frame('response.output_item.done', { response_id: response, output_index: 0, item: spoken }),
    frame('conversation.item.done', { previous_item_id: previous, item: spoken }),
    responseDone(response, 'completed', [spoken]),
  ];
}

export const responseDone = (
  response: string,
  status: 'completed' | 'cancelled',
  output: readonly object[],
): string => frame('response.done', { response: resource(response, status, output, USAGE) });

/** What the person said, from the first sound to the transcript. */
export function spokenTurn(item: string, previous: string | null, transcript: string): readonly string[] {
  const said = (text: string | null): object => ({
    ...message(item, 'user', 'completed', null),
    content: [{ type: 'input_audio', transcript: text }],
  });
  const placed = { previous_item_id: previous, item: said(null) };
  return [
    frame('input_audio_buffer.speech_started', { audio_start_ms: 100, item_id: item }),
    frame('input_audio_buffer.speech_stopped', { audio_end_ms: 2100, item_id: item }),
    frame('input_audio_buffer.committed', { previous_item_id: previous, item_id: item }),
    frame('conversation.item.added', placed),
    frame('conversation.item.done', placed),
    frame('conversation.item.input_audio_transcription.completed', {
      item_id: item,
      content_index: 0,
      transcript,
      usage: { type: 'duration', seconds: 2 },
    }),
  ];
}

/** A response that only calls a tool: what comes before the call is complete, and from there on. */
export function toolCall(called: {
  readonly response: string;
  readonly call: string;
  readonly previous: string | null;
  readonly name: string;
  readonly args: object;
}): { readonly before: readonly string[]; readonly from: readonly string[] } {
  const { response, call, previous, name } = called;
  const item = (status: string, args: string): object => ({
    id: `item_${call}`,
    object: 'realtime.item',
    type: 'function_call',
    status,
    call_id: call,
    name,
    arguments: args,
  });
  const [begun, done] = [item('in_progress', ''), item('completed', JSON.stringify(called.args))];
  const output = { response_id: response, output_index: 0 };
  return {
    before: [
      frame('response.created', { response: resource(response, 'in_progress', [], null) }),
      frame('response.output_item.added', { ...output, item: begun }),
      frame('conversation.item.added', { previous_item_id: previous, item: begun }),
    ],
    from: [
      frame('response.output_item.done', { ...output, item: done }),
      frame('conversation.item.done', { previous_item_id: previous, item: done }),
      responseDone(response, 'completed', [done]),
    ],
  };
}

/** An item with its transcript, as its id tells who said it. */
export function retrieved(id: string): string {
  const isUser = id.startsWith('said');
  const part = { type: isUser ? 'input_audio' : 'output_audio', transcript: 'What was said.', audio: null };
  const item = { ...message(id, isUser ? 'user' : 'assistant', 'completed', null), content: [part] };
  return frame('conversation.item.retrieved', { item });
}
