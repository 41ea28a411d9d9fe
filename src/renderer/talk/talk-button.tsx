import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { AssistantState } from '#shared/bridge/state.ts';
import type { PlainKey } from '#shared/i18n/words.ts';
import type { Gesture } from '#shared/settings/settings.ts';
import type { AudioChannel } from '../state/audio-channel.ts';
import type { StateWord } from '../state/state-word.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';
import { toMeterLevel } from './level.ts';
import type { TalkKeys } from './use-talk-keys.ts';

export type TalkButtonProps = {
  readonly keys: TalkKeys;
  readonly gesture: Gesture;
  readonly assistant: AssistantState;
  readonly disabled: boolean;
  readonly tone: StateWord['tone'];
  readonly channel: AudioChannel;
  /** For those who cannot hold a key: Enter, or a press by a screen reader, starts and stops. */
  readonly onToggle: () => void;
};

/** The big button. Pressed by mouse, finger or Space; a ring around it follows the voice. */
export function TalkButton(props: TalkButtonProps) {
  const { keys, gesture, assistant, disabled, tone, channel, onToggle } = props;
  const { t } = useWords();
  const listening = assistant.kind === 'listening';
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const setLevel = (level: number): void => ref.current?.style.setProperty('--level', level.toFixed(3));
    setLevel(0);
    return listening ? channel.on('level', ({ dbfs }) => setLevel(toMeterLevel(dbfs))) : undefined;
  }, [listening, channel]);

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    keys.press('button');
  };
  const onPointerLost = (): void => keys.release('button', 'lost');
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
      data-held={keys.pressed}
      data-listening={listening}
      disabled={disabled}
      aria-pressed={listening}
      aria-keyshortcuts="Space"
      onPointerDown={onPointerDown}
      onPointerUp={() => keys.release('button')}
      onPointerCancel={onPointerLost}
      onLostPointerCapture={onPointerLost}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <Icon name={disabled ? 'muted' : 'microphone'} />
      <span className="talk-button-label">{t(labelOf(gesture, assistant))}</span>
    </button>
  );
}

const LABELS: Readonly<Record<Gesture, PlainKey>> = {
  auto: 'talk:holdOrTap',
  hold: 'talk:hold',
  toggle: 'talk:tap',
};

function labelOf(gesture: Gesture, assistant: AssistantState): PlainKey {
  if (assistant.kind !== 'listening') return LABELS[gesture];
  return assistant.turn === 'latched' ? 'talk:tapToSend' : 'talk:releaseToSend';
}
