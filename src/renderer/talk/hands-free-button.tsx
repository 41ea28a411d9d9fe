import type { StateWord } from '../state/state-word.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';

export type HandsFreeButtonProps = {
  readonly muted: boolean;
  readonly listening: boolean;
  readonly tone: StateWord['tone'];
  readonly onMute: (muted: boolean) => void;
};

/** The big button while nothing has to be held: it closes the microphone for a while. */
export function HandsFreeButton({ muted, listening, tone, onMute }: HandsFreeButtonProps) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="talk-button"
      data-tone={tone}
      data-listening={listening}
      onClick={() => onMute(!muted)}
    >
      <Icon name={muted ? 'muted' : 'microphone'} />
      <span className="talk-button-label">{t(muted ? 'talk:unmute' : 'talk:mute')}</span>
    </button>
  );
}
