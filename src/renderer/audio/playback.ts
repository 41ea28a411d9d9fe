import {
  PLAYBACK_PROCESSOR,
  type PlaybackControl,
  type PlaybackNotice,
} from '#shared/audio/worklet-control.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { AudioHost } from './audio-host.ts';
import workletUrl from './playback.worklet.ts?worker&url';

/** The loudspeaker. The context runs only while there is something to play. */
export type Player = {
  /** Hands core's audio port to the worklet, past this page. A newer port replaces the one before. */
  attach(port: MessagePort): void;
  /** Its worklet has failed and plays nothing more. Returns the unsubscribe function. */
  onFailed(listener: () => void): () => void;
  /** For meters and taps; already connected to the loudspeaker. */
  readonly node: AudioNode;
  /** Silence, for good. Safe twice. */
  close(): void;
};

/** Loads the worklet and connects it to the loudspeaker. */
export async function createPlayer(host: AudioHost): Promise<Player> {
  await host.context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(host.context, PLAYBACK_PROCESSOR, {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  node.connect(host.context.destination);
  const failures = createEmitter<void>();
  const post = (message: PlaybackControl, transfer: Transferable[] = []): void =>
    node.port.postMessage(message, transfer);
  let release = (): void => {};
  node.onprocessorerror = () => failures.emit();
  node.port.onmessage = ({ data: { active } }: MessageEvent<PlaybackNotice>) => {
    release();
    release = active ? host.hold() : () => {};
  };
  return {
    node,
    attach: (port) => post({ type: 'attach' }, [port]),
    onFailed: failures.subscribe,
    close() {
      post({ type: 'close' });
      node.disconnect();
      node.port.close();
      release();
    },
  };
}
