import type { Echo } from '#shared/audio/echo.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { Reply } from '#shared/bridge/requests.ts';

export type AudioDevice = {
  readonly kind: 'microphone' | 'speaker';
  readonly id: string;
  readonly label: string;
};

type ChannelMessage =
  | { readonly kind: 'level'; readonly dbfs: number }
  | { readonly kind: 'devices'; readonly devices: readonly AudioDevice[] }
  | { readonly kind: 'devices?' }
  | { readonly kind: 'echo'; readonly reply: EchoReply }
  | { readonly kind: 'echo?' };

/** What a test of the echo came to; `null`: there is none. */
export type EchoReply = Reply<Echo | null>;

/**
 * What the page that owns the microphone tells the other pages of this app: inside Electron the HUD records while the window
 * shows the meter. It goes from page to page, so that a level costs core nothing.
 */
export type AudioChannel = {
  sendLevel(dbfs: number): void;
  sendDevices(devices: readonly AudioDevice[]): void;
  /** Asks the owner to send its devices. */
  askDevices(): void;
  sendEcho(reply: EchoReply): void;
  /** Asks the owner to test the echo. */
  askEcho(): void;
  onLevel(listener: (dbfs: number) => void): () => void;
  onDevices(listener: (devices: readonly AudioDevice[]) => void): () => void;
  onDevicesAsked(listener: () => void): () => void;
  onEcho(listener: (reply: EchoReply) => void): () => void;
  onEchoAsked(listener: () => void): () => void;
  close(): void;
};

export function openAudioChannel(): AudioChannel {
  const channel = new BroadcastChannel('hark-audio');
  const messages = createEmitter<ChannelMessage>();
  channel.onmessage = ({ data }: MessageEvent<ChannelMessage>) => messages.emit(data);
  const post = (message: ChannelMessage): void => {
    channel.postMessage(message);
    // A channel does not hear itself, but the owner shows its own meter too.
    messages.emit(message);
  };
  return {
    sendLevel: (dbfs) => post({ kind: 'level', dbfs }),
    sendDevices: (devices) => post({ kind: 'devices', devices }),
    askDevices: () => post({ kind: 'devices?' }),
    sendEcho: (reply) => post({ kind: 'echo', reply }),
    askEcho: () => post({ kind: 'echo?' }),
    onLevel: (listener) =>
      messages.subscribe((message) => message.kind === 'level' && listener(message.dbfs)),
    onDevices: (listener) =>
      messages.subscribe((message) => message.kind === 'devices' && listener(message.devices)),
    onDevicesAsked: (listener) => messages.subscribe((message) => message.kind === 'devices?' && listener()),
    onEcho: (listener) => messages.subscribe((message) => message.kind === 'echo' && listener(message.reply)),
    onEchoAsked: (listener) => messages.subscribe((message) => message.kind === 'echo?' && listener()),
    close: () => channel.close(),
  };
}
