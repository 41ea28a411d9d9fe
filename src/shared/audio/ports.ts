/**
 * What travels on the two audio ports. A port goes from the host's transport straight into a worklet, so that a busy page
 * costs no audio. Samples are mono pcm16 at 24 kHz in native Int16Array order.
 *
 * Downstream (core to playback worklet) is one ordered lane: a `flush` can never overtake the audio it stops.
 */
export type PlaybackCommand =
  | { readonly type: 'audio'; readonly itemId: string; readonly samples: Int16Array }
  /** No more audio follows for the item; the prebuffer need not wait for any. */
  | { readonly type: 'end'; readonly itemId: string }
  /** Fade out within 1 ms, forget what is queued, answer with `flushed` of the same id. */
  | { readonly type: 'flush'; readonly id: number };

export type PlayedItem = {
  readonly itemId: string;
  /** Samples of this item that have left the worklet, the fade's included. */
  readonly playedSamples: number;
};

export type PlaybackReport =
  /** With an item's first samples, about every 100 ms while it plays, and at its end with `ended: true`. */
  | ({ readonly type: 'playhead'; readonly ended: boolean } & PlayedItem)
  /** `played` is the item that was cut, if one had begun to sound and not ended. */
  | { readonly type: 'flushed'; readonly id: number; readonly played?: PlayedItem }
  /** There was silence within an item: more of it arrived after the lane had run dry. `count` since the start. */
  | { readonly type: 'underrun'; readonly count: number };

/** Upstream: 20 ms frames of 480 samples; the last frame before `stopped` may be shorter. */
export type CaptureMessage =
  | { readonly type: 'frame'; readonly samples: Int16Array }
  | { readonly type: 'stopped' };
