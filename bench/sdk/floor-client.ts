import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Connect, Ears } from './subject.ts';

type Event = {
  readonly type: string;
  readonly delta: string;
  readonly item_id: string;
  readonly item: { readonly type: string; readonly call_id: string };
};

/**
 * The least a client can do: one `JSON.parse`, a look at the type, the answer. It checks nothing, keeps nothing and does not
 * even decode the audio.
 */
export const connectFloor: Connect = async (url, ears) => {
  const socket = new WebSocket(url);
  const send = (event: object): void => socket.send(JSON.stringify(event));
  socket.on('message', (data: Buffer) => handle(JSON.parse(data.toString()) as Event, ears, send));
  await once(socket, 'open');
  return {
    send,
    sendAudio(samples) {
      const base64 = Buffer.from(samples.buffer).toString('base64');
      socket.send(`{"type":"input_audio_buffer.append","audio":"${base64}"}`);
    },
    close: () => socket.close(),
  };
};

function handle(event: Event, ears: Ears, send: (event: object) => void): void {
  switch (event.type) {
    case 'response.output_audio.delta':
      ears.audio((event.delta.length / 4) * 3);
      break;
    case 'response.output_audio_transcript.delta':
      ears.text(event.delta);
      break;
    case 'conversation.item.added':
    case 'conversation.item.done':
    case 'conversation.item.deleted':
      ears.history();
      break;
    case 'input_audio_buffer.speech_started':
      ears.interrupted();
      send({ type: 'conversation.item.truncate', item_id: 'spoken', content_index: 0, audio_end_ms: 10 });
      break;
    case 'response.output_item.done':
      if (event.item.type === 'function_call') answer(event.item.call_id, send);
  }
}

function answer(callId: string, send: (event: object) => void): void {
  const item = { type: 'function_call_output', call_id: callId, output: 'It is sunny.' };
  send({ type: 'conversation.item.create', item });
  send({ type: 'response.create' });
}
