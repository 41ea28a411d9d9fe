import { toErrorData } from '#shared/base/errors.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { Recorder } from './capture.ts';
import { faultOf } from './device-error.ts';
import type { OpenMicrophone } from './open-stream.ts';

type Wish = Pick<AppSnapshot, 'microphoneWanted' | 'microphoneKept' | 'handsFree' | 'settings'>;

/**
 * Opens the microphone while core wants it, whatever page or key asked for it, and tells core when that fails. After a reload
 * it opens again by itself.
 *
 *   closed ──wanted──▶ open ──not wanted──▶ closed
 *                      │ ▲ └──kept──▶ kept ──not kept, lost──▶ closed
 *                      │ └──wanted──────┘
 *                      └──failed──▶ failed ──not wanted──▶ closed
 */
export function createMicrophoneFollower(
  recorder: Pick<Recorder, 'open' | 'stop' | 'keep' | 'onOpened' | 'onLost'>,
  bridge: Pick<Bridge, 'request'>,
): { follow(wish: Wish | undefined): void } {
  let state: 'closed' | 'open' | 'kept' | 'failed' = 'closed';
  /** What it was opened with. */
  let opened = '';
  let keeps = 0;
  const fail = (error: unknown): void => {
    state = 'failed';
    reportFailure(bridge, error);
  };
  recorder.onOpened((microphone) => void bridge.request('microphone.opened', microphone));
  /** Core must not tell the person that a microphone is kept open which is not. */
  const tellReleased = (): void => {
    if (state !== 'kept') return;
    state = 'closed';
    void bridge.request('microphone.release', {});
  };
  recorder.onLost((error) => (state === 'kept' ? tellReleased() : fail(error)));
  const open = (wish: Wish): void => {
    const options = microphoneOptions(wish);
    const asked = JSON.stringify(options);
    if (state === 'failed' || (state === 'open' && asked === opened)) return;
    // Another microphone, or other processing, needs a new recording.
    if (state !== 'closed' && asked !== opened) void recorder.stop();
    state = 'open';
    opened = asked;
    recorder.open(options).catch(fail);
  };
  const keep = (): void => {
    if (state !== 'open') return;
    state = 'kept';
    keeps += 1;
    const asked = keeps;
    // The answer of a turn before says nothing of what is kept now.
    void recorder.keep().then((result) => result === 'closed' && asked === keeps && tellReleased());
  };
  const close = (): void => {
    // Also after a failure: a recorder that was asked for the next turn before it lost the microphone opens another one.
    if (state !== 'closed') void recorder.stop();
    state = 'closed';
  };
  return {
    follow(wish) {
      if (wish?.microphoneWanted === true) open(wish);
      else if (wish?.microphoneKept === true) keep();
      else close();
    },
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

/** The microphone of the settings, and what the browser does to it. */
export function microphoneOptions({
  handsFree,
  settings,
}: Pick<Wish, 'handsFree' | 'settings'>): OpenMicrophone {
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
