import type { Bridge } from '#shared/bridge/bridge.ts';

/** The two ends that go into the worklets: microphone frames up, the ordered lane of the loudspeaker down. */
export type AudioPorts = { readonly capture: MessagePort; readonly playback: MessagePort };

/** Whether core can be reached. Inside Electron it always can. */
export type LinkState = 'connecting' | 'connected' | 'lost';

/** How a page reaches core, the same inside Electron and in a browser. */
export type PageConnection = {
  readonly bridge: Bridge;
  /** Pages of the web host own their audio; inside Electron only the HUD does. */
  readonly host: 'electron' | 'web';
  readonly link: LinkState;
  onLink(listener: (state: LinkState) => void): () => void;
  /** Asks for the audio. New ports come now, and again whenever the connection starts anew; the former ones are then dead. */
  claimAudio(): void;
  onAudioPorts(listener: (ports: AudioPorts) => void): () => void;
  /** Another page took the audio over. */
  onAudioTaken(listener: () => void): () => void;
};
