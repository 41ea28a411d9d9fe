import { createDisposer } from '#shared/base/disposer.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { AudioPorts, PageConnection } from '../bridge/page-connection.ts';
import type { AudioChannel } from '../state/audio-channel.ts';
import type { Mirror } from '../state/mirror.ts';
import { answerEchoTests } from './answer-echo-tests.ts';
import type { AudioDevices } from './audio-devices.ts';
import { cueBetween } from './cues.ts';
import { listDevices } from './list-devices.ts';
import { createMicrophoneFollower, reportFailure } from './microphone-follower.ts';
import type { watchMicrophonePermission } from './microphone-permission.ts';
import { pagePlace } from './page-place.ts';
import { reportMicrophones } from './report-microphones.ts';

export type AudioOwnerParts = {
  readonly connection: PageConnection;
  readonly mirror: Mirror;
  readonly channel: AudioChannel;
  /** Loads the worklets; the microphone stays closed. */
  readonly openDevices: () => Promise<AudioDevices>;
  /** Tells what the browser says of the permission to listen; absent where the host tells what the system says. */
  readonly watchPermission?: typeof watchMicrophonePermission;
};

/** A worklet that failed more often in the life of a page will fail again. */
const MAX_RESTARTS = 3;

/**
 * Owns loudspeaker and microphone for this page. When a worklet fails, both are built anew with fresh ports, which core takes
 * for a page that was reloaded; when they cannot be built, core is told as of a microphone that does not open.
 */
export function keepAudio(parts: AudioOwnerParts): void {
  const { bridge } = parts.connection;
  const start = (restarts: number): void => {
    const handleFailed = (): void => {
      if (restarts === MAX_RESTARTS) {
        reportFailure(bridge, FAILED);
        return;
      }
      void bridge.request('audio.restarted', {});
      start(restarts + 1);
    };
    startAudioOwner(parts, handleFailed).catch((error: unknown) => reportFailure(bridge, error));
  };
  start(0);
}

const FAILED = new HarkError('device', 'Playing and recording fail again and again.', {
  action: 'Quit Hark and start it again.',
});

/** Rejects when the worklets cannot be loaded. `onFailed` is called after everything was let go of. */
async function startAudioOwner(parts: AudioOwnerParts, onFailed: () => void): Promise<void> {
  const { connection, mirror, channel } = parts;
  const disposer = createDisposer();
  let ports: AudioPorts | undefined;
  disposer.add(
    connection.onAudioPorts((fresh) => {
      ports = fresh;
    }),
  );
  connection.claimAudio();

  const { player, recorder, cues, ...devices } = await parts.openDevices();
  disposer.add(devices.close);
  const attach = (fresh: AudioPorts): void => {
    player.attach(fresh.playback);
    recorder.attach(fresh.capture);
  };
  if (ports !== undefined) attach(ports);
  disposer.add(connection.onAudioPorts(attach));

  const follower = createMicrophoneFollower(recorder, connection.bridge);
  let before: AppSnapshot | undefined;
  const follow = (): void => {
    follower.follow(mirror.snapshot);
    const settings = mirror.snapshot?.settings;
    if (settings === undefined) return;
    player.setOutput({ ...settings.speaker, volume: settings.voice.volume });
    // Last: a microphone that is closed with this change does not hear it.
    const cue = cueBetween(before, mirror.snapshot);
    if (cue !== undefined) cues.play(cue, settings.cues.volume);
    before = mirror.snapshot;
  };
  disposer.add(player.onActive((active) => active && cues.cut()));
  disposer.add(mirror.subscribe(follow));
  // Without core nobody wants the microphone; its next snapshot tells anew.
  disposer.add(connection.onLink((link) => link === 'lost' && follower.follow(undefined)));
  disposer.add(connection.onAudioTaken(disposer.dispose));
  disposer.add(recorder.onLevel(({ rmsDbfs }) => channel.send({ kind: 'level', dbfs: rmsDbfs })));
  disposer.add(listDevices(channel));
  disposer.add(answerEchoTests({ channel, snapshot: () => mirror.snapshot, testEcho: devices.testEcho }));
  disposer.add(reportMicrophones({ connection, recorder }));
  const tellAccess = parts.watchPermission?.(
    (access) => void connection.bridge.request('microphone.access', { access, place: pagePlace() }),
  );
  if (tellAccess !== undefined) disposer.add(tellAccess);
  disposer.add(
    devices.onFailed(() => {
      disposer.dispose();
      onFailed();
    }),
  );
  follow();
}
