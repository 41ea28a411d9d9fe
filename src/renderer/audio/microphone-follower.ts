import { toErrorData } from '#shared/base/errors.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { OpenMicrophone, Recorder } from './capture.ts';
import { faultOf } from './device-error.ts';

type Wish = Pick<AppSnapshot, 'microphoneWanted' | 'handsFree' | 'settings'>;

/**
 * Opens the microphone while core wants it, whatever page or key asked for it, and tells core when that fails. After a reload
 * it opens again by itself.
 *
 *   closed ──wanted──▶ open ──not wanted──▶ closed
 *                        └──failed──▶ failed ──not wanted──▶ closed
 */
export function createMicrophoneFollower(
  recorder: Pick<Recorder, 'open' | 'stop' | 'onOpened' | 'onLost'>,
  bridge: Pick<Bridge, 'request'>,
): { follow(wish: Wish | undefined): void } {
  let state: 'closed' | 'open' | 'failed' = 'closed';
  /** What it was opened with. */
  let opened = '';
  const fail = (error: unknown): void => {
    state = 'failed';
    reportFailure(bridge, error);
  };
  recorder.onOpened((microphone) => void bridge.request('microphone.opened', microphone));
  recorder.onLost(fail);
  const open = (wish: Wish): void => {
    const options = microphoneOptions(wish);
    const asked = JSON.stringify(options);
    if (state === 'failed' || (state === 'open' && asked === opened)) return;
    // Another microphone, or other processing, needs a new recording.
    if (state === 'open') void recorder.stop();
    state = 'open';
    opened = asked;
    recorder.open(options).catch(fail);
  };
  const close = (): void => {
    if (state === 'open') void recorder.stop();
    state = 'closed';
  };
  return {
    follow: (wish) => (wish?.microphoneWanted === true ? open(wish) : close()),
  };
}

/** Tells core that the microphone cannot be used, and why. */
export function reportFailure(bridge: Pick<Bridge, 'request'>, error: unknown): void {
  const { message, action } = toErrorData(error);
  const fault = faultOf(error);
  void bridge.request('microphone.failed', {
    ...(fault === undefined ? {} : { fault }),
    message,
    ...(action === undefined ? {} : { action }),
  });
}

function microphoneOptions({ handsFree, settings }: Wish): OpenMicrophone {
  return {
    device: { deviceId: settings.microphone.deviceId, label: settings.microphone.label },
    processing: {
      // Under the key only the ready cue is played while the person speaks; without it the canceller would but colour the voice.
      echoCancellation: handsFree || settings.cues.play === 'all',
      // The offline engine and the servers remove noise themselves, and better when it was not touched before.
      noiseSuppression: false,
      autoGainControl: true,
    },
  };
}
