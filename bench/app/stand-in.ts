import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerEnd, answerStart, audioDelta, frame, noise, responseDone } from '../sdk/frames.ts';
import { Stage } from '../sdk/stage.ts';

/** Stands where the server is, with the bench's clock: it says what it is told to and notes when frames arrive. */
export type StandIn = {
  readonly url: string;
  /** When the next frame of a type arrives, ms since the epoch. */
  arrival(type: string): Promise<number>;
  /** Microphone sound that has arrived on this connection, ms. */
  heardMs(): number;
  /** Connections that were ever made. */
  connections(): number;
  /** Whether the output of a call has arrived. */
  hasAnswered(callId: string): boolean;
  /** Begins an answer and sends `ms` of loud noise for it at once. */
  speak(ms: number): void;
  /** Hears the person begin, and ends what it said; answers when it told, ms since the epoch. */
  hearSpeech(): number;
  /** Hears that it was nothing. */
  hearNoMore(): void;
  send(...frames: readonly string[]): void;
  close(): Promise<void>;
};

const DELTA_MS = 100;
const BYTES_PER_MS = 48;

/** ms since the epoch, finer than `Date.now` and comparable with another process of this machine. */
export const wallTime = (): number => performance.timeOrigin + performance.now();

export async function startStandIn(): Promise<StandIn> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  let stage: Stage | undefined;
  let heardBytes = 0;
  let connections = 0;
  const answered = new Set<string>();
  let said = '';
  let spoken: { readonly response: string; readonly item: string } | undefined;
  const present = (): Stage => {
    if (stage === undefined) throw new Error('The app has not connected.');
    return stage;
  };
  const beSilent = (status: 'cancelled' | 'completed'): void => {
    if (spoken !== undefined) present().send(responseDone(spoken.response, status, []));
    spoken = undefined;
  };
  server.on('connection', (socket) => {
    stage = new Stage(socket, () => {});
    heardBytes = 0;
    connections += 1;
    onEvent(socket, (event) => {
      if (event.type === 'input_audio_buffer.append') heardBytes += (String(event.audio).length * 3) / 4;
      if (event.item?.call_id !== undefined) answered.add(event.item.call_id);
      if (event.type === 'response.create') answerNothing(present());
      if (event.type === 'response.cancel') beSilent('cancelled');
    });
    stage.send(frame('session.created', { session: { type: 'realtime', id: 'sess_1' } }));
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`,
    arrival: async (type) => performance.timeOrigin + (await present().arrival(type)),
    heardMs: () => heardBytes / BYTES_PER_MS,
    connections: () => connections,
    hasAnswered: (callId) => answered.has(callId),
    speak(ms) {
      spoken = { response: present().newId('resp'), item: present().newId('spoken') };
      const sound = noise(DELTA_MS);
      present().send(...answerStart(spoken.response, spoken.item, present().last));
      present().last = spoken.item;
      for (let sent = 0; sent < ms; sent += DELTA_MS) {
        present().send(audioDelta(spoken.response, spoken.item, sound));
      }
    },
    hearSpeech() {
      said = present().newId('said');
      const at = wallTime();
      present().send(frame('input_audio_buffer.speech_started', { audio_start_ms: 100, item_id: said }));
      beSilent('cancelled');
      return at;
    },
    hearNoMore() {
      present().send(frame('input_audio_buffer.speech_stopped', { audio_end_ms: 600, item_id: said }));
    },
    send: (...frames) => present().send(...frames),
    async close() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

type Said = {
  readonly type: string;
  readonly audio?: string;
  readonly item?: { readonly call_id?: string };
};

function onEvent(socket: WebSocket, listener: (event: Said) => void): void {
  socket.on('message', (data: Buffer) => listener(JSON.parse(data.toString())));
}

/** An answer without a word, so that the app is ready for the next turn. */
function answerNothing(stage: Stage): void {
  const [response, item] = [stage.newId('resp'), stage.newId('spoken')];
  stage.send(...answerStart(response, item, stage.last));
  stage.send(...answerEnd({ response, item, previous: stage.last, transcript: '' }));
  stage.last = item;
}
