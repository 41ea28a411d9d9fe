import { parseClientFrame, parseServerFrame } from '#shared/wire/frame.ts';
import type { Bench } from './lib/bench.ts';
import { microsecondsPerCall } from './lib/statistics.ts';

/** Base64 of `ms` milliseconds of pcm16 at 24 kHz. */
const audio = (ms: number): string => Buffer.alloc(48 * ms, 0x5a).toString('base64');
const ids = { response_id: 'resp_1', item_id: 'item_1', output_index: 0, content_index: 0 };
const item = {
  id: 'item_1',
  object: 'realtime.item',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_audio', transcript: 'It is ten past two.' }],
};
const tool = (index: number): object => ({
  type: 'function',
  name: `tool_${index}`,
  description: 'Sets a timer that rings after a while and may carry a label.',
  parameters: {
    type: 'object',
    properties: { seconds: { type: 'integer', minimum: 1 }, label: { type: 'string' } },
    required: ['seconds'],
  },
});
const session = {
  type: 'realtime',
  instructions: 'Answer briefly.',
  audio: { input: { turn_detection: { type: 'semantic_vad' } }, output: { voice: 'marin', speed: 1 } },
  tools: Array.from({ length: 20 }, (_, index) => tool(index)),
};

const CLIENT_FRAMES: Record<string, object> = {
  'append, 20 ms': { type: 'input_audio_buffer.append', audio: audio(20) },
  'append, 1 s': { type: 'input_audio_buffer.append', audio: audio(1000) },
  'session.update, 20 tools': { type: 'session.update', session },
  'item.create': { type: 'conversation.item.create', item },
};
const SERVER_FRAMES: Record<string, object> = {
  'output_audio.delta, 200 ms': { type: 'response.output_audio.delta', ...ids, delta: audio(200) },
  'transcript.delta': { type: 'response.output_audio_transcript.delta', ...ids, delta: 'ten past ' },
  'item.added': { type: 'conversation.item.added', previous_item_id: null, item },
  'session.updated, 20 tools': { type: 'session.updated', session },
  'response.done': {
    type: 'response.done',
    response: { id: 'resp_1', status: 'completed', output: [item], usage: { total_tokens: 3 } },
  },
  'unknown type': { type: 'response.future', ...ids, delta: 'x' },
};

type Row = readonly [name: string, bytes: number, json: string, gate: string];

function row(name: string, frame: object, parse: (text: string) => { ok: boolean }): Row {
  const text = JSON.stringify({ event_id: 'event_1', ...frame });
  if (!parse(text).ok) throw new Error(`The gate refuses the frame "${name}".`);
  const json = microsecondsPerCall(() => JSON.parse(text));
  const gate = microsecondsPerCall(() => parse(text));
  return [name, text.length, json.toFixed(2), gate.toFixed(2)];
}

/** What reading one frame costs. */
export const wireParse: Bench = {
  title: 'Reading a frame of the wire',
  about:
    'Per kind of event: `JSON.parse` alone, and the whole gate of `shared/wire` (JSON, depth, schema). Median of nine rounds.',
  run: async () => [
    {
      title: 'Cost of one frame',
      columns: ['event', 'bytes', 'JSON µs', 'gate µs'],
      rows: [
        ...Object.entries(CLIENT_FRAMES).map(([name, frame]) => row(name, frame, parseClientFrame)),
        ...Object.entries(SERVER_FRAMES).map(([name, frame]) => row(name, frame, parseServerFrame)),
      ],
    },
  ],
};
