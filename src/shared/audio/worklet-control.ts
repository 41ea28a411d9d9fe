/**
 * What the page and its worklets say to each other on the node's own port, besides what travels on the audio ports
 * (ports.ts). `attach` hands over an audio port (in `event.ports`): the worklet then talks to the host's transport directly.
 */

export const PLAYBACK_PROCESSOR = 'hark-playback';
export const CAPTURE_PROCESSOR = 'hark-capture';
export const ECHO_TAP_PROCESSOR = 'hark-echo-tap';

export type PlaybackControl = { readonly type: 'attach' } | { readonly type: 'close' };

/** Something waits to be played, or everything was: the page wakes its context or lets it sleep. */
export type PlaybackNotice = { readonly active: boolean };

export type CaptureControl =
  | { readonly type: 'attach' }
  | { readonly type: 'close' }
  /** From now on all input is recorded, after what was kept from before unless `preRoll` is false; answered with `armed`. */
  | { readonly type: 'arm'; readonly preRoll: boolean }
  /**
   * The recording ends here; answered with its tail and `stopped` on the audio port, then with `drained`. `keep`: of what
   * follows, the newest is kept for the next recording.
   */
  | { readonly type: 'stop'; readonly keep: boolean };

export type CaptureNotice =
  | { readonly type: 'armed' }
  | { readonly type: 'drained' }
  | { readonly type: 'level'; readonly rmsDbfs: number; readonly peakDbfs: number };

/** What the microphone heard from a frame of the context on, at the context's rate. */
export type HeardBlock = { readonly frame: number; readonly samples: Float32Array };
