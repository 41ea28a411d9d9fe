import { createDisposer } from '#shared/base/disposer.ts';
import { toErrorData } from '#shared/base/errors.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { RequestPayload } from '#shared/bridge/requests.ts';
import type { MicrophoneLevel, OpenMicrophone, Recorder } from './audio/capture.ts';
import type { Player } from './audio/playback.ts';
import type { AudioPorts, PageConnection } from './bridge/page-connection.ts';
import type { AudioChannel, AudioDevice } from './state/audio-channel.ts';
import type { Mirror } from './state/mirror.ts';

export type AudioDevices = {
  readonly player: Pick<Player, 'attach' | 'close'>;
  readonly recorder: Pick<Recorder, 'attach' | 'open' | 'stop' | 'onLevel' | 'onLost' | 'close'>;
};

export type AudioOwnerParts = {
  readonly connection: PageConnection;
  readonly mirror: Mirror;
  readonly channel: AudioChannel;
  /** Loads the worklets; the microphone stays closed. */
  readonly openDevices: () => Promise<AudioDevices>;
};

type Report = RequestPayload<'microphone.report'>;

/**
 * Owns loudspeaker and microphone for this page and follows core: the microphone is open while core wants it, whatever page
 * or key asked for it. After a reload it opens again by itself.
 *
 *   closed ──wanted──▶ open ──not wanted──▶ closed
 *                        └──failed──▶ failed ──not wanted──▶ closed
 */
export async function startAudioOwner(parts: AudioOwnerParts): Promise<() => void> {
  const { connection, mirror, channel } = parts;
  const disposer = createDisposer();
  let ports: AudioPorts | undefined;
  disposer.add(
    connection.onAudioPorts((fresh) => {
      ports = fresh;
    }),
  );
  connection.claimAudio();

  const { player, recorder } = await parts.openDevices();
  const attach = (fresh: AudioPorts): void => {
    player.attach(fresh.playback);
    recorder.attach(fresh.capture);
  };
  if (ports !== undefined) attach(ports);
  disposer.add(connection.onAudioPorts(attach));

  const follower = createMicrophoneFollower(recorder, connection.bridge);
  const follow = (): void => follower.follow(mirror.snapshot);
  disposer.add(mirror.subscribe(follow));
  // Without core nobody wants the microphone; its next snapshot tells anew.
  disposer.add(connection.onLink((link) => link === 'lost' && follower.follow(undefined)));
  disposer.add(connection.onAudioTaken(disposer.dispose));
  disposer.add(recorder.onLevel(({ rmsDbfs }: MicrophoneLevel) => channel.sendLevel(rmsDbfs)));
  disposer.add(publishDevices(channel));
  disposer.add(() => {
    recorder.close();
    player.close();
  });
  follow();
  return disposer.dispose;
}

/** Starts the owner; when the worklets cannot be loaded, core is told as of any other microphone that does not open. */
export function keepAudio(parts: AudioOwnerParts): void {
  startAudioOwner(parts).catch((error: unknown) => {
    const { message } = toErrorData(error);
    void parts.connection.bridge.request('microphone.report', { state: 'failed', message });
  });
}

type Wish = {
  readonly microphoneWanted: boolean;
  readonly handsFree: boolean;
  readonly settings: { readonly microphone: { readonly deviceId: string } };
};

/** Opens and closes the microphone as core wants it, and tells core how that went. */
function createMicrophoneFollower(
  recorder: AudioDevices['recorder'],
  bridge: Bridge,
): { follow(wish: Wish | undefined): void } {
  let state: 'closed' | 'open' | 'failed' = 'closed';
  const report = (payload: Report): void => void bridge.request('microphone.report', payload);
  const fail = (error: unknown): void => {
    state = 'failed';
    const { message, action } = toErrorData(error);
    report({ state: 'failed', message, ...(action === undefined ? {} : { action }) });
  };
  const open = async (wish: Wish): Promise<void> => {
    state = 'open';
    try {
      if ((await recorder.open(microphoneOptions(wish))) === 'open') report({ state: 'open' });
    } catch (error) {
      fail(error);
    }
  };
  const close = async (): Promise<void> => {
    const failed = state === 'failed';
    state = 'closed';
    if (failed) return;
    await recorder.stop();
    report({ state: 'closed' });
  };
  recorder.onLost(fail);
  return {
    follow(wish) {
      const wanted = wish?.microphoneWanted === true;
      if (wanted && state === 'closed') void open(wish);
      if (!wanted && state !== 'closed') void close();
    },
  };
}

function microphoneOptions({ handsFree, settings }: Wish): OpenMicrophone {
  const { deviceId } = settings.microphone;
  return {
    ...(deviceId === '' ? {} : { deviceId }),
    processing: {
      // With a held button nothing is played while the person speaks; the echo canceller would only colour the voice.
      echoCancellation: handsFree,
      // The offline engine and the servers remove noise themselves, and better when it was not touched before.
      noiseSuppression: false,
      autoGainControl: true,
    },
  };
}

/** Answers which microphones there are, and tells again when one comes or goes. */
function publishDevices(channel: AudioChannel): () => void {
  const { mediaDevices } = navigator;
  const publish = async (): Promise<void> => {
    const devices = await mediaDevices.enumerateDevices();
    channel.sendDevices(devices.filter(isMicrophone).map(toAudioDevice));
  };
  const onChange = (): void => void publish();
  mediaDevices.addEventListener('devicechange', onChange);
  const unsubscribe = channel.onDevicesAsked(onChange);
  return () => {
    mediaDevices.removeEventListener('devicechange', onChange);
    unsubscribe();
  };
}

/** Chromium lists the default device twice; Hark offers that choice itself. */
function isMicrophone({ kind, deviceId }: MediaDeviceInfo): boolean {
  return kind === 'audioinput' && deviceId !== 'default' && deviceId !== 'communications';
}

/** The names are empty until the microphone was allowed once. */
function toAudioDevice({ deviceId, label }: MediaDeviceInfo, index: number): AudioDevice {
  return { id: deviceId, label: label === '' ? `Microphone ${index + 1}` : label };
}
