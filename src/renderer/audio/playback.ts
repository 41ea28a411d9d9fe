import {
  PLAYBACK_PROCESSOR,
  type PlaybackControl,
  type PlaybackNotice,
} from '#shared/audio/worklet-control.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { AudioHost } from './audio-host.ts';
import { type DeviceWish, findDevice } from './find-device.ts';
import workletUrl from './playback.worklet.ts?worker&url';

export type Output = DeviceWish & {
  /** 0..1. */
  readonly volume: number;
};

/** The loudspeaker. The context runs only while there is something to play. */
export type Player = {
  /** Hands core's audio port to the worklet, past this page. A newer port replaces the one before. */
  attach(port: MessagePort): void;
  /** Plays there, and as loud, from now on. */
  setOutput(output: Output): void;
  /** Something is about to sound (true), or all of it has (false). Returns the unsubscribe function, as does the other. */
  onActive(listener: (active: boolean) => void): () => void;
  /** Its worklet has failed and plays nothing more. */
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
  const gain = host.context.createGain();
  node.connect(gain).connect(host.context.destination);
  const setDevice = createSpeakerSwitch(host.context);
  const failures = createEmitter<void>();
  const activity = createEmitter<boolean>();
  const post = (message: PlaybackControl, transfer: Transferable[] = []): void =>
    node.port.postMessage(message, transfer);
  let release = (): void => {};
  node.onprocessorerror = () => failures.emit();
  node.port.onmessage = ({ data: { active } }: MessageEvent<PlaybackNotice>) => {
    release();
    release = active ? host.holdForSound() : () => {};
    activity.emit(active);
  };
  return {
    node,
    attach: (port) => post({ type: 'attach' }, [port]),
    setOutput({ volume, ...device }) {
      gain.gain.value = volume;
      setDevice(device);
    },
    onActive: activity.subscribe,
    onFailed: failures.subscribe,
    close() {
      post({ type: 'close' });
      node.disconnect();
      gain.disconnect();
      node.port.close();
      release();
    },
  };
}

/**
 * Where a context plays, for as long as Chromium lets a page choose. A loudspeaker that is not there, or may not be used, leaves
 * the sound at the system's own.
 */
function createSpeakerSwitch(context: AudioContext): (device: DeviceWish) => void {
  let wished = '';
  return ({ deviceId, label }) => {
    if (!('setSinkId' in context) || typeof context.setSinkId !== 'function' || deviceId === wished) return;
    wished = deviceId;
    const setSink = context.setSinkId.bind(context) as (id: string) => Promise<void>;
    const use = async (): Promise<void> =>
      setSink((await findDevice('audiooutput', { deviceId, label })) ?? '');
    use().catch(() => setSink(''));
  };
}
