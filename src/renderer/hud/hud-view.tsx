import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { describeEndpoint } from '#shared/bridge/endpoint-words.ts';
import { type HudProblem, hudContentOf, isHudTall } from '#shared/bridge/hud-content.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { sayError } from '../say-error.ts';
import { type Actions, createActions } from '../state/actions.ts';
import type { AudioChannel } from '../state/audio-channel.ts';
import type { Mirror } from '../state/mirror.ts';
import { describeState, type StateWord } from '../state/state-word.ts';
import { LevelMeter } from '../talk/level-meter.tsx';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Look, useWords } from '../words.tsx';
import { Captions } from './captions.tsx';
import './hud-view.css';
import { TurnTimer } from './turn-timer.tsx';

export type HudProps = {
  readonly bridge: Bridge;
  readonly mirror: Mirror;
  readonly channel: AudioChannel;
};

/** Over other programs: what Hark is doing, how loud it hears, what is said, and Stop. Refusals are shown by the window. */
export function Hud({ bridge, mirror, channel }: HudProps) {
  const snapshot = useSyncExternalStore(
    mirror.subscribe,
    useCallback(() => mirror.snapshot, [mirror]),
  );
  const actions = useMemo(() => createActions(bridge, () => {}), [bridge]);
  if (snapshot === undefined) return null;
  return (
    <Look look={snapshot.settings.look}>
      <HudView snapshot={snapshot} channel={channel} actions={actions} />
    </Look>
  );
}

type HudViewProps = {
  readonly snapshot: AppSnapshot;
  readonly channel: AudioChannel;
  readonly actions: Actions;
};

function HudView({ snapshot, channel, actions }: HudViewProps) {
  const words = useWords();
  const { assistant, approvals, settings } = snapshot;
  const content = hudContentOf(snapshot);
  const { problem } = content;
  const described = describeState(assistant, settings.turns.gesture, words);
  const word = approvals.length > 0 ? words.t('state:asks') : described.word;
  const done = problem === undefined && (assistant.kind === 'ready' || assistant.kind === 'muted');
  return (
    <div
      className="hud"
      data-tone={described.tone}
      data-tall={isHudTall(content)}
      data-captions={settings.hud.captions}
      data-done={done}
    >
      {problem === undefined ? (
        <Captions user={content.user} answer={content.answer} heard={snapshot.heard} />
      ) : (
        <Problem problem={problem} actions={actions} />
      )}
      <Pill snapshot={snapshot} channel={channel} actions={actions} described={{ ...described, word }} />
    </div>
  );
}

type PillProps = HudViewProps & { readonly described: StateWord };

function Pill({ snapshot, channel, actions, described }: PillProps) {
  const { t } = useWords();
  const { assistant, microphoneWanted, microphoneKept, muted, endpoint } = snapshot;
  const { label, privacy } = describeEndpoint(endpoint, t);
  const listening = assistant.kind === 'listening';
  const local = endpoint.provider === 'engine';
  return (
    <div className="hud-pill">
      <span className="hud-dot" data-state={assistant.kind} aria-hidden="true" />
      <div className="hud-words">
        <p className="hud-word" role="status">
          {described.word}
        </p>
        <p className="hud-hint">{microphoneKept ? t('state:keptHint') : described.hint}</p>
      </div>
      <LevelMeter channel={channel} active={microphoneWanted} />
      {listening && <TurnTimer />}
      <span className="hud-badge" data-local={local} title={`${label}. ${privacy}`}>
        <Icon name={local ? 'local' : 'cloud'} />
        <span className="visually-hidden">{label}</span>
      </span>
      <IconButton
        icon={muted ? 'muted' : 'microphone'}
        label={t('app:muteMicrophone')}
        pressed={muted}
        onClick={() => actions.setMuted(!muted)}
      />
      <IconButton
        icon="stop"
        label={t('app:stop')}
        onClick={listening ? actions.cancelTalking : actions.stopSpeech}
      />
    </div>
  );
}

function Problem({ problem, actions }: { readonly problem: HudProblem; readonly actions: Actions }) {
  const words = useWords();
  const { t } = words;
  const { error, noticeId } = problem;
  return (
    <div className="hud-problem">
      <p role="alert">{sayError(error, words)}</p>
      {noticeId === undefined ? (
        <button type="button" className="button" onClick={actions.retryConnection}>
          {t('app:tryAgain')}
        </button>
      ) : (
        <button type="button" className="button" onClick={() => actions.dismissNotice(noticeId)}>
          {t('app:gotIt')}
        </button>
      )}
    </div>
  );
}
