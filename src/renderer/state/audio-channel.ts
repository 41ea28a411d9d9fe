import type { Echo } from '#shared/audio/echo.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { Reply } from '#shared/bridge/requests.ts';

export type AudioDevice = {
  readonly kind: 'microphone' | 'speaker';
  readonly id: string;
  readonly label: string;
};

/** What a test of the echo came to; `null`: there is none. */
export type EchoReply = Reply<Echo | null>;

type ChannelMessage =
  /** Of the microphone, dBFS. */
  | { readonly kind: 'level'; readonly dbfs: number }
  /** Asks the owner to send its devices. */
  | { readonly kind: 'devices_asked' }
  | { readonly kind: 'devices'; readonly devices: readonly AudioDevice[] }
  /** Asks the owner to test the echo. */
  | { readonly kind: 'echo_asked' }
  | { readonly kind: 'echo'; readonly reply: EchoReply };
type Kind = ChannelMessage['kind'];
type MessageOf<K extends Kind> = Extract<ChannelMessage, { kind: K }>;

/**
 * What the page that owns the microphone tells the other pages of this app: inside Electron the HUD records while the window
 * shows the meter. It goes from page to page, so that a level costs core nothing.
 */
export type AudioChannel = {
  send(message: ChannelMessage): void;
  /** Hears the messages of one kind, those of this page too. Returns the unsubscribe function. */
  on<K extends Kind>(kind: K, listener: (message: MessageOf<K>) => void): () => void;
  close(): void;
};

export function openAudioChannel(): AudioChannel {
  const channel = new BroadcastChannel('hark-audio');
  const messages = createEmitter<ChannelMessage>();
  channel.onmessage = ({ data }: MessageEvent<ChannelMessage>) => messages.emit(data);
  return {
    send(message) {
      channel.postMessage(message);
      // A channel does not hear itself, but the owner shows its own meter too.
      messages.emit(message);
    },
    on: (kind, listener) =>
      messages.subscribe((message) => {
        if (isOf(kind, message)) listener(message);
      }),
    close: () => channel.close(),
  };
}

function isOf<K extends Kind>(kind: K, message: ChannelMessage): message is MessageOf<K> {
  return message.kind === kind;
}
