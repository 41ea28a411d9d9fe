import { createMicrophoneKeeper, type MicrophoneKeeperParts } from './microphone-keeper.ts';
import {
  createMicrophoneWatch,
  type MicrophoneWatch,
  type MicrophoneWatchParts,
} from './microphone-watch.ts';

/** The microphone of the page that owns the audio: whether it delivers, and how long it stays open. */
export type Microphone = MicrophoneWatch & {
  /** It is not kept open any longer, until the next turn. */
  release(): void;
};

export function createMicrophone(parts: MicrophoneWatchParts & MicrophoneKeeperParts): Microphone {
  const watch = createMicrophoneWatch(parts);
  const keeper = createMicrophoneKeeper(parts);
  return {
    ...watch,
    release: keeper.release,
    handleGone() {
      watch.handleGone();
      keeper.release();
    },
    close() {
      watch.close();
      keeper.close();
    },
  };
}
