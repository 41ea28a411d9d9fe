import type { Cancel, Clock } from '#shared/base/clock.ts';

/**
 * What the server hears when hands-free is muted: silence for a while, then nothing.
 *
 *   quiet ──muted while open──▶ sending ──7 s, or not muted──▶ quiet
 */
export type MuteSilence = {
  /** `open`: the microphone goes to the server; `muted`: it would, were it not muted. */
  follow(microphone: 'open' | 'muted' | 'closed'): void;
  close(): void;
};

export type MuteSilenceParts = { readonly clock: Clock; readonly send: (samples: Int16Array) => void };

/** 100 ms at 24 kHz. */
const FRAME_MS = 100;
const FRAME_SAMPLES = 2_400;
/** The longest pause that ends a turn and the longest padding kept before one (`turns` in shared/settings), ms. */
const ENOUGH_MS = 5_000 + 2_000;

/**
 * A server counts time in audio: without any, a sentence that the mute cut off would stay open, and be joined with what is said
 * after it. Once every pause has passed and every padding is filled, more silence would change nothing.
 */
export function createMuteSilence({ clock, send }: MuteSilenceParts): MuteSilence {
  let before: 'open' | 'muted' | 'closed' = 'closed';
  let cancelNext: Cancel = () => {};
  const sendFrom = (sentMs: number): void => {
    if (sentMs === ENOUGH_MS) return;
    send(new Int16Array(FRAME_SAMPLES));
    cancelNext = clock.after(FRAME_MS, () => sendFrom(sentMs + FRAME_MS));
  };
  return {
    follow(microphone) {
      if (microphone === before) return;
      cancelNext();
      if (before === 'open' && microphone === 'muted') sendFrom(0);
      before = microphone;
    },
    close: () => cancelNext(),
  };
}
