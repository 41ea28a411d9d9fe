import type { CaptureMessage, PlaybackCommand, PlaybackReport } from '../audio/ports.ts';

/** What the page that owns the audio sends up. */
export type AudioUpstream = CaptureMessage | PlaybackReport;

/** Core's end of the audio ports: commands down in one ordered lane, microphone frames and playheads up. */
export type AudioLane = {
  send(command: PlaybackCommand): void;
  onMessage(listener: (message: AudioUpstream) => void): () => void;
  onClose(listener: () => void): () => void;
  close(): void;
};

/** How the preload script hands the two audio ports, capture and playback, to its page by `window.postMessage`. */
export const AUDIO_PORTS_MESSAGE = 'hark:audio-ports';
