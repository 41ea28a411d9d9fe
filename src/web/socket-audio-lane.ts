import { createEmitter } from '#shared/base/emitter.ts';
import { encodeAudioFrame } from '#shared/bridge/audio-frame.ts';
import type { AudioLane, AudioUpstream } from '#shared/bridge/audio-lane.ts';

export type SocketAudioLane = AudioLane & {
  /** Something came up from the page. */
  receive(message: AudioUpstream): void;
  /** The page is gone or starts anew: ends the lane without telling the page. */
  abandon(): void;
};

export type SocketAudioLaneParts = {
  readonly sendFrame: (frame: Uint8Array) => void;
  /** Core gave the audio to another page. */
  readonly onTaken: () => void;
};

/** Core's end of the audio of one page. Safe to close twice; a closed lane carries nothing. */
export function createSocketAudioLane({ sendFrame, onTaken }: SocketAudioLaneParts): SocketAudioLane {
  const messages = createEmitter<AudioUpstream>();
  const closings = createEmitter<void>();
  let closed = false;
  const end = (tell: boolean): void => {
    if (closed) return;
    closed = true;
    if (tell) onTaken();
    closings.emit();
  };
  return {
    send: (command) => {
      if (!closed) sendFrame(encodeAudioFrame(command));
    },
    onMessage: messages.subscribe,
    onClose: closings.subscribe,
    close: () => end(true),
    receive: (message) => {
      if (!closed) messages.emit(message);
    },
    abandon: () => end(false),
  };
}
