import { useState } from 'react';
import { voicesFor } from '#shared/settings/voices.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWords } from '../../words.tsx';
import { Refusal } from '../refusal.tsx';
import type { PartProps } from '../row.ts';
import './voice-part.css';

/** The voices that can be chosen now, each with a sentence to hear. */
export function VoicePart({ context, id, describedBy }: PartProps) {
  const { t, ofCore } = useWords();
  const { snapshot, actions } = context;
  const { name } = snapshot.settings.voice;
  const [heard, setHeard] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const preview = async (voice: string): Promise<void> => {
    setHeard(voice);
    const failure = await actions.previewVoice(voice);
    setHeard((now) => (now === voice ? undefined : now));
    setProblem(failure?.message);
  };
  return (
    <>
      <div
        className="voices"
        id={id}
        role="radiogroup"
        aria-label={t('voice:voice')}
        aria-describedby={describedBy}
      >
        {voicesFor(snapshot.endpoint.provider, name).map((voice) => (
          <div className="voice" key={voice.id}>
            <label>
              <input
                type="radio"
                name="voice"
                checked={voice.id === name}
                onChange={() => void actions.updateSettings({ voice: { name: voice.id } })}
              />
              <span className="voice-name">{voice.label}</span>
              {voice.character !== undefined && <span className="voice-character">{t(voice.character)}</span>}
            </label>
            {heard === voice.id ? (
              <IconButton
                icon="stop"
                label={t('voice:stopPreview', { voice: voice.label })}
                onClick={actions.stopSpeech}
              />
            ) : (
              <IconButton
                icon="play"
                label={t('voice:hearPreview', { voice: voice.label })}
                onClick={() => void preview(voice.id)}
              />
            )}
          </div>
        ))}
      </div>
      <Refusal>{problem && ofCore(problem)}</Refusal>
    </>
  );
}
