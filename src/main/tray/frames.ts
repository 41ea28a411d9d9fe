import type { Cancel, Clock } from '#shared/base/clock.ts';

/** Shows pictures in turn; the only owner of the timer that changes them. */
export type Frames<Picture> = {
  /** Shows the first at once and the next one every `FRAME_MS`, over and over; what was played before stops. */
  play(pictures: readonly Picture[]): void;
  close(): void;
};

/** Six of them are one second. */
export const FRAME_MS = 160;

export function createFrames<Picture>(clock: Clock, show: (picture: Picture) => void): Frames<Picture> {
  let cancel: Cancel = () => {};
  const step = (pictures: readonly Picture[], at: number): void => {
    const picture = pictures[at % pictures.length];
    if (picture !== undefined) show(picture);
    if (pictures.length > 1) cancel = clock.after(FRAME_MS, () => step(pictures, at + 1));
  };
  return {
    play(pictures) {
      cancel();
      step(pictures, 0);
    },
    close: () => cancel(),
  };
}
