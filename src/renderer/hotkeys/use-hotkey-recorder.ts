import { useEffect, useRef, useState } from 'react';
import { keysOf, NOT_HELD, type RecorderStep, type Recording, recordKey } from '#shared/hotkeys/recorder.ts';

export type HotkeyRecorderParts = {
  /** Keys that were pressed together and let go, by their `KeyboardEvent.code`. Recording goes on. */
  readonly onCommit: (codes: readonly string[]) => void;
  readonly onClear: () => void;
};

export type HotkeyRecorder = {
  readonly isRecording: boolean;
  /** The keys of the chord that is being pressed. */
  readonly codes: readonly string[];
  start(): void;
  stop(): void;
};

/** Follows the keys while it records; nobody else on the page sees them then. Tab leaves, as from every field. */
export function useHotkeyRecorder(parts: HotkeyRecorderParts): HotkeyRecorder {
  const [recording, setRecording] = useState<Recording>();
  const isRecording = recording !== undefined;
  const latest = useRef({ parts, recording });
  latest.current = { parts, recording };
  useEffect(() => {
    if (!isRecording) return;
    const onKey = (event: KeyboardEvent): void => {
      if (leaves(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const type = event.type === 'keydown' ? 'down' : 'up';
      const step = recordKey(latest.current.recording ?? NOT_HELD, { type, code: event.code });
      // Two keys may come before the next render.
      latest.current.recording = endsRecording(step) ? undefined : step.recording;
      setRecording(latest.current.recording);
      tell(step, latest.current.parts);
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('keyup', onKey, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('keyup', onKey, true);
    };
  }, [isRecording]);
  return {
    isRecording,
    codes: recording === undefined ? [] : keysOf(recording),
    start: () => setRecording(NOT_HELD),
    stop: () => setRecording(undefined),
  };
}

/** Tab and Shift+Tab lead on, as from every field. */
function leaves({ code, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return code === 'Tab' && !ctrlKey && !altKey && !metaKey;
}

const endsRecording = ({ outcome }: RecorderStep): boolean =>
  outcome?.kind === 'cancel' || outcome?.kind === 'clear';

function tell({ outcome }: RecorderStep, { onCommit, onClear }: HotkeyRecorderParts): void {
  if (outcome?.kind === 'commit') onCommit(outcome.codes);
  if (outcome?.kind === 'clear') onClear();
}
