import { type RawData, WebSocket } from 'ws';
import type { BridgeHandler } from '#core/bridge/bridge-handler.ts';
import type { LogPort } from '#core/ports.ts';
import type { Clock } from '#shared/base/clock.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { assertNever } from '#shared/base/errors.ts';
import { decodeAudioFrame } from '#shared/bridge/audio-frame.ts';
import type { AudioUpstream } from '#shared/bridge/audio-lane.ts';
import { createRateLimit, PAGE_REQUESTS, TOO_MANY_REQUESTS } from '#shared/bridge/rate-limit.ts';
import { parseSocketMessage, type SocketServerMessage } from '#shared/bridge/socket-messages.ts';
import { createSocketAudioLane, type SocketAudioLane } from './socket-audio-lane.ts';

export type PageSocketParts = {
  readonly socket: WebSocket;
  readonly bridge: BridgeHandler;
  readonly clock: Clock;
  readonly log: LogPort;
};

/** A page that sends this many frames which are none is closed: it is not one of ours. */
const MAX_BAD_FRAMES = 50;

/** A page that reads nothing may leave this much unread before it is closed, bytes: about three minutes of speech. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;

const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

/** Carries the Bridge over one page's socket until that closes. */
export function servePageSocket({ socket, bridge, clock, log }: PageSocketParts): void {
  const disposer = createDisposer((error) => log.error('A page could not be released', error));
  const limit = createRateLimit(clock, PAGE_REQUESTS);
  let lane: SocketAudioLane | undefined;
  let unsubscribe: (() => void) | undefined;
  let badFrames = 0;

  const sendFrame = (frame: string | Uint8Array): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNREAD_BYTES) socket.close(TRY_AGAIN_LATER, 'The page does not read.');
    else socket.send(frame);
  };
  const send = (message: SocketServerMessage): void => sendFrame(JSON.stringify(message));
  const reject = (): void => {
    badFrames += 1;
    if (badFrames === 1) log.warn('A page sent a frame that is no message; it was ignored.');
    if (badFrames === MAX_BAD_FRAMES) socket.close(POLICY_VIOLATION, 'Too many bad frames.');
  };
  const answer = async (id: number, name: string, payload: unknown): Promise<void> => {
    send({
      kind: 'reply',
      id,
      reply: limit.take() ? await bridge.request(name, payload) : TOO_MANY_REQUESTS,
    });
  };
  const subscribe = (): void => {
    unsubscribe?.();
    unsubscribe = disposer.add(bridge.subscribe((event) => send({ kind: 'event', event })));
  };
  const takeAudio = (): void => {
    lane?.abandon();
    lane = createSocketAudioLane({ sendFrame, onTaken: () => send({ kind: 'audio_closed' }) });
    bridge.attachAudio(lane);
  };
  const onText = (text: string): void => {
    const message = parseSocketMessage(text);
    switch (message?.kind) {
      case 'request':
        void answer(message.id, message.name, message.payload);
        break;
      case 'subscribe':
        subscribe();
        break;
      case 'audio':
        takeAudio();
        break;
      case undefined:
        reject();
        break;
      default:
        assertNever(message);
    }
  };
  const onBinary = (bytes: Uint8Array): void => {
    const message = decodeAudioFrame(bytes);
    if (message === undefined) reject();
    // Core checks it: a lane of any host may bring anything.
    else lane?.receive(message as AudioUpstream);
  };

  socket.on('message', (data, isBinary) => (isBinary ? onBinary(toBytes(data)) : onText(String(data))));
  // A frame that is too large or malformed ends the socket; `close` follows.
  socket.on('error', (error) => log.warn('A page was disconnected', error));
  socket.once('close', () => {
    lane?.abandon();
    disposer.dispose();
  });
}

function toBytes(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return Array.isArray(data) ? Buffer.concat(data) : data;
}
