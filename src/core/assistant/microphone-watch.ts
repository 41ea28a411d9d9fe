import type { Clock } from '#shared/base/clock.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import type { MicrophoneFacts } from '#shared/bridge/diagnostics.ts';
import type { RequestPayload } from '#shared/bridge/requests.ts';
import type { EndedTurn } from '../audio/uplink.ts';
import type { Notices } from '../bridge/notices.ts';
import { microphoneWanted } from './assistant-state.ts';
import type { AssistantStatus } from './assistant-status.ts';

/**
 * Sees whether the microphone delivers, and tells the person by its name when it does not.
 *
 *   closed ──opened──▶ waiting ──5 s without a frame──▶ told
 *     ▲                  │  ▲───── a frame ────┐ │
 *     └── not wanted ◀───┴─────────────────────┴─┘
 */
export type MicrophoneWatch = {
  handleOpened(microphone: RequestPayload<'microphone.opened'>): void;
  handleFrame(): void;
  /** A turn under the key is over: was there anything in it? */
  handleTurnEnded(turn: EndedTurn): void;
  /** The page that records is gone. */
  handleGone(): void;
  /** The microphone that was opened last. */
  opened(): MicrophoneFacts | undefined;
  close(): void;
};

export type MicrophoneWatchParts = {
  readonly clock: Clock;
  readonly status: AssistantStatus;
  readonly notices: Notices;
};

/** An open microphone delivers every 20 ms (reference/desktop-assistants.md §1.7 gives it 5 s). */
const NO_AUDIO_AFTER_MS = 5_000;
/** Held for at least this long without a single sample, the microphone is not working, ms. */
const SILENT_HOLD_MS = 500;
/** A turn that stays below -54 dBFS, and is longer than a slip, has no voice in it. */
const FAINTEST_PEAK = 64;
const SHORTEST_SILENCE_SAMPLES = 24_000;

export function createMicrophoneWatch({ clock, status, notices }: MicrophoneWatchParts): MicrophoneWatch {
  let name = 'the microphone';
  let opened: MicrophoneFacts | undefined;
  let hasDelivered = false;
  let cancelTimer = (): void => {};
  const tell = (message: string): void => notices.add(problem(message));
  const watch = (): void => {
    cancelTimer();
    hasDelivered = false;
    cancelTimer = clock.after(NO_AUDIO_AFTER_MS, () => {
      if (hasDelivered) watch();
      else tell(`No audio from ${name}.`);
    });
  };
  const stopWatching = (): void => cancelTimer();
  const unfollow = status.onChange((facts) => {
    if (!microphoneWanted(facts)) stopWatching();
  });
  return {
    handleOpened({ replaced, ...microphone }) {
      opened = microphone;
      if (microphone.name !== '') name = microphone.name;
      if (!microphoneWanted(status.facts)) return;
      if (replaced) tell(`The microphone was disconnected. ${name} is used now.`);
      watch();
    },
    handleFrame() {
      hasDelivered = true;
      status.dispatch({ type: 'microphone_live' });
    },
    handleTurnEnded({ samples, peak, heldMs }) {
      if (samples === 0 && heldMs >= SILENT_HOLD_MS) tell(`No audio from ${name}.`);
      else if (samples >= SHORTEST_SILENCE_SAMPLES && peak < FAINTEST_PEAK) {
        tell(`No speech detected from ${name}.`);
      }
    },
    handleGone: stopWatching,
    opened: () => opened,
    close() {
      stopWatching();
      unfollow();
    },
  };
}

function problem(message: string): ErrorData {
  return { reason: 'device', message, action: 'Check the microphone in the settings.' };
}
