import { useEffect } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { PROVIDERS } from '#shared/settings/providers.ts';
import type { Actions } from '../state/actions.ts';
import type { AudioChannel } from '../state/audio-channel.ts';
import { useWords } from '../words.tsx';
import { Composer } from './composer.tsx';
import { Notices } from './notices.tsx';
import { stopOnEscape } from './stop-on-escape.ts';
import { TalkPanel } from './talk-panel.tsx';
import './talk-view.css';
import { Transcript } from './transcript.tsx';
import { Welcome } from './welcome.tsx';

export type TalkViewProps = {
  readonly snapshot: AppSnapshot;
  readonly actions: Actions;
  readonly channel: AudioChannel;
  /** What core refused last, where no field is near to show it. */
  readonly refusal: ErrorData | undefined;
  readonly onRefusalSeen: () => void;
};

/** The conversation on one side, the button on the other. */
export function TalkView({ snapshot, actions, channel, refusal, onRefusalSeen }: TalkViewProps) {
  const { t } = useWords();
  const { transcript, activities, notices, assistant } = snapshot;
  useEffect(() => stopOnEscape(assistant.kind, actions), [assistant.kind, actions]);
  const shownNotices =
    refusal === undefined ? notices : [...notices, { id: 'refusal', error: refusal, at: 0 }];
  const onDismiss = (id: string): void => (id === 'refusal' ? onRefusalSeen() : actions.dismissNotice(id));
  return (
    <main className="talk">
      <section className="conversation" aria-label={t('talk:conversationAndTyping')}>
        {shownNotices.length > 0 && <Notices notices={shownNotices} onDismiss={onDismiss} />}
        {transcript.length === 0 && activities.length === 0 ? (
          <Welcome onAsk={(text) => void actions.sendText(text)} />
        ) : (
          <Transcript lines={transcript} activities={activities} />
        )}
        <Composer
          seesPictures={PROVIDERS[snapshot.endpoint.provider].seesPictures}
          onSend={actions.sendText}
        />
      </section>
      <TalkPanel snapshot={snapshot} actions={actions} channel={channel} />
    </main>
  );
}
