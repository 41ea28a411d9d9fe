import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { Actions } from '../state/actions.ts';
import type { AudioChannel } from '../state/audio-channel.ts';
import { describeState } from '../state/state-word.ts';
import { Icon } from '../ui/icon.tsx';
import { Switch } from '../ui/switch.tsx';
import { useWords } from '../words.tsx';
import { LevelMeter } from './level-meter.tsx';
import { TalkControl } from './talk-control.tsx';
import './talk-panel.css';
import { Timers } from './timers.tsx';

export type TalkPanelProps = {
  readonly snapshot: AppSnapshot;
  readonly actions: Actions;
  readonly channel: AudioChannel;
};

/** The button, the state in words, the meter and the switches. */
export function TalkPanel({ snapshot, actions, channel }: TalkPanelProps) {
  const { assistant, handsFree, muted, microphoneWanted, microphoneKept, timers, settings } = snapshot;
  const words = useWords();
  const { t } = words;
  const { word, hint, tone } = describeState(assistant, settings.turns.gesture, words);
  const busy = assistant.kind === 'speaking' || assistant.kind === 'thinking';
  return (
    <aside className="talk-panel" aria-label={t('talk:panel')}>
      <TalkControl snapshot={snapshot} actions={actions} channel={channel} />
      <div className="state" data-tone={tone}>
        {/* The one live region: the state only, never partial words or a clock. */}
        <p className="state-word" role="status">
          {word}
        </p>
        <p className="state-hint">{hint}</p>
      </div>
      <LevelMeter channel={channel} active={microphoneWanted} />
      {microphoneKept && (
        <p className="kept-microphone">
          <Icon name="microphone" /> <span>{t('app:microphoneKept')}</span>
          <button type="button" className="button" onClick={actions.releaseMicrophone}>
            {t('app:closeMicrophone')}
          </button>
        </p>
      )}
      <div className="talk-controls">
        <button type="button" className="button" disabled={!busy} onClick={actions.stopSpeech}>
          <Icon name="stop" /> {t('app:stop')}
        </button>
        {assistant.kind === 'error' && (
          <button type="button" className="button" data-kind="primary" onClick={actions.retryConnection}>
            {t('app:tryAgain')}
          </button>
        )}
      </div>
      <div className="talk-switches">
        <Switch label={t('talk:handsFree')} on={handsFree} onChange={actions.setHandsFree} />
        <Switch label={t('talk:mute')} on={muted} onChange={actions.setMuted} />
      </div>
      <Timers timers={timers} onCancel={actions.cancelTimer} />
    </aside>
  );
}
