import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { AppBar, type SideView } from './app-bar.tsx';
import './app-shell.css';
import type { PageConnection } from './bridge/page-connection.ts';
import { useFirstRun } from './first-run/use-first-run.ts';
import { createActions } from './state/actions.ts';
import type { AudioChannel } from './state/audio-channel.ts';
import { createDiagnosticsActions } from './state/diagnostics-actions.ts';
import { createHistoryActions } from './state/history-actions.ts';
import type { Mirror } from './state/mirror.ts';
import { useView } from './state/use-view.ts';
import { ApprovalDialog } from './talk/approval-dialog.tsx';
import { useSettingsKey } from './use-settings-key.ts';
import { WindowView } from './window-view.tsx';
import { Look, useWords } from './words.tsx';

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

/** The app window: a bar, and under it what was chosen there. What must be answered stands over all. */
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
  const historyButton = useRef<HTMLButtonElement>(null);
  const settingsButton = useRef<HTMLButtonElement>(null);
  const diagnosticsButton = useRef<HTMLButtonElement>(null);
  const buttons = { history: historyButton, diagnostics: diagnosticsButton, settings: settingsButton };
  const actions = useMemo(() => createActions(connection.bridge, setRefusal), [connection]);
  const history = useMemo(() => createHistoryActions(connection.bridge), [connection]);
  const diagnostics = useMemo(() => createDiagnosticsActions(connection.bridge), [connection]);
  // Without core nothing of what it last said holds.
  const shown = snapshot !== undefined && link === 'lost' ? { ...snapshot, ...LOST } : snapshot;
  const [approval] = shown?.approvals ?? [];
  const step = useFirstRun(snapshot, connection.host);
  useSettingsKey(() => {
    if (approval === undefined && view !== 'settings') setView('settings');
  });
  const close = (left: SideView): void => {
    setView('talk');
    buttons[left].current?.focus();
  };
  return (
    <Look look={snapshot?.settings.look}>
      <div className="app-shell">
        {!(step !== undefined && view === 'talk') && (
          <AppBar
            snapshot={snapshot}
            view={view}
            buttons={buttons}
            onToggle={(side) => (view === side ? close(side) : setView(side))}
            onNew={() => {
              actions.clearConversation();
              setView('talk');
            }}
          />
        )}
        <Banners lost={link === 'lost'} audioTaken={audioTaken} onTakeAudio={onTakeAudio} />
        {shown === undefined ? (
          <Waiting />
        ) : (
          <WindowView
            view={view}
            step={step}
            context={{ snapshot: shown, actions, channel, host: connection.host }}
            history={history}
            diagnostics={diagnostics}
            refusal={refusal}
            onRefusalSeen={() => setRefusal(undefined)}
            onSettings={() => setView('settings')}
            onClose={close}
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
    </Look>
  );
}

function Waiting() {
  const { t } = useWords();
  return <p className="waiting">{t('app:connecting')}</p>;
}

type BannersProps = Pick<AppShellProps, 'audioTaken' | 'onTakeAudio'> & { readonly lost: boolean };

/** Why the page may not do what it seems to. */
function Banners({ lost, audioTaken, onTakeAudio }: BannersProps) {
  const { t } = useWords();
  if (lost) {
    return (
      <p className="banner" role="alert">
        {t('app:lost')}
      </p>
    );
  }
  if (!audioTaken) return null;
  return (
    <p className="banner">
      {t('app:audioTaken')}
      <button type="button" className="button" onClick={onTakeAudio}>
        {t('app:takeAudio')}
      </button>
    </p>
  );
}
