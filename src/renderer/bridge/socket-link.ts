import type { Cancel, Clock } from '#shared/base/clock.ts';
import { decodeAudioFrame, encodeAudioFrame } from '#shared/bridge/audio-frame.ts';
import type { AudioUpstream } from '#shared/bridge/audio-lane.ts';
import type { SocketClientMessage, SocketServerMessage } from '#shared/bridge/socket-messages.ts';

/** From the page to the worker that holds the socket. */
export type LinkRequest =
  | { readonly kind: 'send'; readonly message: SocketClientMessage }
  /** Comes with two ports, capture and playback, whose other ends go into the worklets. */
  | { readonly kind: 'audio' };

/** From the worker to the page. */
export type LinkNotice =
  | { readonly kind: 'message'; readonly message: SocketServerMessage }
  | { readonly kind: 'connected' }
  | { readonly kind: 'lost' };

const RETRY_MS = [250, 500, 1000, 2000, 5000] as const;

/**
 * Keeps one socket to the web host open. Audio goes between the socket and the two ports without touching the page, so that
 * a busy page costs no audio.
 *
 *   connecting ──open──▶ connected ──close──▶ lost ──250 ms … 5 s──▶ connecting
 */
export function runSocketLink(url: string, page: MessagePort, clock: Clock): () => void {
  let socket: WebSocket | undefined;
  let playback: MessagePort | undefined;
  let capture: MessagePort | undefined;
  let attempt = 0;
  let cancelRetry: Cancel = () => {};

  const notify = (notice: LinkNotice): void => page.postMessage(notice);
  const send = (frame: string | Uint8Array<ArrayBuffer>): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(frame);
  };
  const sendUp = ({ data }: MessageEvent<AudioUpstream>): void => send(encodeAudioFrame(data));
  const dropAudio = (): void => {
    capture?.close();
    playback?.close();
    capture = undefined;
    playback = undefined;
  };
  const receive = ({ data }: MessageEvent<string | ArrayBuffer>): void => {
    if (typeof data === 'string') notify({ kind: 'message', message: JSON.parse(data) });
    else playback?.postMessage(decodeAudioFrame(new Uint8Array(data)));
  };
  const lose = (): void => {
    dropAudio();
    notify({ kind: 'lost' });
    cancelRetry = clock.after(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0, open);
    attempt += 1;
  };
  const open = (): void => {
    socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = receive;
    socket.onclose = lose;
    socket.onopen = () => {
      attempt = 0;
      notify({ kind: 'connected' });
    };
  };
  const takeAudio = (ports: readonly MessagePort[]): void => {
    dropAudio();
    [capture, playback] = ports;
    // The playback worklet reports back on its own port; both ways up are one lane.
    if (capture !== undefined) capture.onmessage = sendUp;
    if (playback !== undefined) playback.onmessage = sendUp;
    send(JSON.stringify({ kind: 'audio' } satisfies SocketClientMessage));
  };

  page.onmessage = ({ data, ports }: MessageEvent<LinkRequest>) => {
    if (data.kind === 'audio') takeAudio(ports);
    else send(JSON.stringify(data.message));
  };
  open();
  return () => {
    cancelRetry();
    dropAudio();
    page.close();
    if (socket !== undefined) socket.onclose = null;
    socket?.close();
  };
}
