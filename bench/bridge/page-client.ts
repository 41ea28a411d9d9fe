import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { PlaybackCommand } from '#shared/audio/ports.ts';
import { decodeAudioFrame, encodeAudioFrame } from '#shared/bridge/audio-frame.ts';
import type { AudioUpstream } from '#shared/bridge/audio-lane.ts';
import type { RequestName, RequestPayload } from '#shared/bridge/requests.ts';
import type { SocketClientMessage, SocketServerMessage } from '#shared/bridge/socket-messages.ts';

/** A page without a browser: the bridge's socket, spoken directly. */
export type PageClient = {
  /** Settles with the host's answer; rejects when that is an error. */
  request<K extends RequestName>(name: K, payload: RequestPayload<K>): Promise<void>;
  /** Owns the audio from now on; `onCommand` gets what is to be played and when it came. */
  takeAudio(onCommand: (command: PlaybackCommand, at: number) => void): void;
  sendAudio(message: AudioUpstream): void;
  close(): Promise<void>;
};

export async function openPage(url: string): Promise<PageClient> {
  const admitted = await fetch(url, { redirect: 'manual' });
  const cookie = admitted.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { origin, host } = new URL(url);
  const socket = new WebSocket(`ws://${host}/bridge`, { headers: { cookie, origin } });
  await once(socket, 'open');
  const waiting = new Map<number, (message: Extract<SocketServerMessage, { kind: 'reply' }>) => void>();
  let onCommand: (command: PlaybackCommand, at: number) => void = () => {};
  let lastId = 0;
  const send = (message: SocketClientMessage): void => socket.send(JSON.stringify(message));
  socket.on('message', (data: Buffer, isBinary) => {
    const at = performance.now();
    if (isBinary) {
      onCommand(decodeAudioFrame(data) as PlaybackCommand, at);
      return;
    }
    const message = JSON.parse(data.toString()) as SocketServerMessage;
    if (message.kind === 'reply') waiting.get(message.id)?.(message);
  });
  return {
    request(name, payload) {
      lastId += 1;
      const id = lastId;
      send({ kind: 'request', id, name, payload });
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ reply }) => {
          waiting.delete(id);
          if (reply.ok) resolve();
          else reject(new Error(reply.error.message));
        });
      });
    },
    takeAudio(listener) {
      onCommand = listener;
      send({ kind: 'audio' });
    },
    sendAudio: (message) => socket.send(encodeAudioFrame(message)),
    async close() {
      socket.close();
      await once(socket, 'close');
    },
  };
}
