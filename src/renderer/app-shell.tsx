import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import './app-shell.css';
import type { PageConnection } from './bridge/page-connection.ts';
import { SettingsView } from './settings/settings-view.tsx';
import { createActions } from './state/actions.ts';
import type { AudioChannel } from './state/audio-channel.ts';
import type { Mirror } from './state/mirror.ts';
import { useView } from './state/use-view.ts';
import { ApprovalDialog } from './talk/approval-dialog.tsx';
import { EndpointBadge } from './talk/endpoint-badge.tsx';
import { TalkView } from './talk/talk-view.tsx';
import { IconButton } from './ui/icon-button.tsx';
import markUrl from './ui/mark.svg';

export type AppShellProps = {
  readonly connection: PageConnection;
  readonly mirror: Mirror;
  readonly channel: AudioChannel;
  /** Another page plays and records; taking the audio back brings it here. */
  readonly audioTaken: boolean;
  readonly onTakeAudio: () => void;
};

const LOST: Pick<AppSnapshot, 'assistant' | 'microphoneWanted' | 'approvals'> = {
  assistant: { kind: 'off' },
  microphoneWanted: false,
  approvals: [],
};

/** The app window: a bar, and under it the talk view or the settings. What must be answered stands over both. */
export function AppShell({ connection, mirror, channel, audioTaken, onTakeAudio }: AppShellProps) {
  const snapshot = useSyncExternalStore(
    mirror.subscribe,
    useCallback(() => mirror.snapshot, [mirror]),
  );
  const link = useSyncExternalStore(
    connection.onLink,
    useCallback(() => connection.link, [connection]),
  );
  const [refusal, setRefusal] = useState<ErrorData>();
  const [view, setView] = useView();
  const settingsButton = useRef<HTMLButtonElement>(null);
  const actions = useMemo(() => createActions(connection.bridge, setRefusal), [connection]);
  // Without core nothing of what it last said holds.
  const shown = snapshot !== undefined && link === 'lost' ? { ...snapshot, ...LOST } : snapshot;
  const [approval] = shown?.approvals ?? [];
  const closeSettings = (): void => {
    setView('talk');
    settingsButton.current?.focus();
  };
  const talked = snapshot !== undefined && snapshot.transcript.length > 0;
  return (
    <div className="app-shell">
      <header className="bar">
        <img src={markUrl} alt="" width="28" height="28" />
        <h1>Hark</h1>
        {snapshot !== undefined && <EndpointBadge endpoint={snapshot.endpoint} />}
        <span className="bar-space" />
        <IconButton
          icon="erase"
          label="New conversation"
          disabled={!talked}
          onClick={actions.clearConversation}
        />
        <IconButton
          icon="settings"
          label="Settings"
          ref={settingsButton}
          pressed={view === 'settings'}
          disabled={snapshot === undefined}
          onClick={() => (view === 'settings' ? closeSettings() : setView('settings'))}
        />
      </header>
      {link === 'lost' && (
        <p className="banner" role="alert">
          Hark does not answer. If it was ended, start it again and open the address it prints.
        </p>
      )}
      {audioTaken && link !== 'lost' && (
        <p className="banner">
          Another page of Hark plays and records.
          <button type="button" className="button" onClick={onTakeAudio}>
            Use this page
          </button>
        </p>
      )}
      {shown === undefined && <p className="waiting">Connecting…</p>}
      {shown !== undefined && view === 'talk' && (
        <TalkView
          snapshot={shown}
          actions={actions}
          channel={channel}
          refusal={refusal}
          onRefusalSeen={() => setRefusal(undefined)}
        />
      )}
      {shown !== undefined && view === 'settings' && (
        <SettingsView
          context={{ snapshot: shown, actions, channel, host: connection.host }}
          onClose={closeSettings}
        />
      )}
      {approval !== undefined && (
        <ApprovalDialog
          key={approval.id}
          approval={approval}
          onDecide={(allow) => actions.decide(approval.id, allow)}
        />
      )}
    </div>
  );
}
