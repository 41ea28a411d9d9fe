import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { AudioChannel } from '../state/audio-channel.ts';
import type { StateWord } from '../state/state-word.ts';
import { Icon } from '../ui/icon.tsx';
import { toMeterLevel } from './level.ts';
import type { HoldToTalk } from './use-hold-to-talk.ts';

export type TalkButtonProps = {
  readonly hold: HoldToTalk;
  readonly listening: boolean;
  readonly disabled: boolean;
  readonly tone: StateWord['tone'];
  readonly channel: AudioChannel;
  /** For those who cannot hold a key: Enter, or a press by a screen reader, starts and stops. */
  readonly onToggle: () => void;
};

/** The big button. Held by mouse, finger or Space; a ring around it follows the voice. */
export function TalkButton({ hold, listening, disabled, tone, channel, onToggle }: TalkButtonProps) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const setLevel = (level: number): void => ref.current?.style.setProperty('--level', level.toFixed(3));
    setLevel(0);
    return listening ? channel.onLevel((dbfs) => setLevel(toMeterLevel(dbfs))) : undefined;
  }, [listening, channel]);

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    hold.press('pointer');
  };
  const onPointerEnd = (): void => hold.release('pointer');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.repeat) return;
    event.preventDefault();
    onToggle();
  };
  const onClick = (event: MouseEvent): void => {
    // Clicks of a pointer count their presses; those of assistive technology do not.
    if (event.detail === 0) onToggle();
  };
  return (
    <button
      ref={ref}
      type="button"
      className="talk-button"
      data-tone={tone}
      data-held={hold.held}
      data-listening={listening}
      disabled={disabled}
      aria-pressed={listening}
      aria-keyshortcuts="Space"
      onPointerDown={onPointerDown}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
      onLostPointerCapture={onPointerEnd}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <Icon name={disabled ? 'muted' : 'microphone'} />
      <span className="talk-button-label">{labelOf(hold.held, listening)}</span>
    </button>
  );
}

function labelOf(held: boolean, listening: boolean): string {
  if (held) return 'Release to send';
  return listening ? 'Listening' : 'Hold to talk';
}
