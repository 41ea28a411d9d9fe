import type { RefObject } from 'react';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { View } from './state/use-view.ts';
import { EndpointBadge } from './talk/endpoint-badge.tsx';
import { IconButton } from './ui/icon-button.tsx';
import markUrl from './ui/mark.svg';
import { useWords } from './words.tsx';

/** The views with a button of their own; pressing it again leads back to talking. */
export type SideView = Exclude<View, 'talk'>;

export type AppBarProps = {
  readonly snapshot: AppSnapshot | undefined;
  readonly view: View;
  /** Where the focus goes back to when a view is left. */
  readonly buttons: Readonly<Record<SideView, RefObject<HTMLButtonElement | null>>>;
  readonly onToggle: (view: SideView) => void;
  readonly onNew: () => void;
};

const SIDE_VIEWS = [
  { id: 'history', icon: 'history', label: 'app:history' },
  { id: 'diagnostics', icon: 'tool', label: 'diagnostics:title' },
  { id: 'settings', icon: 'settings', label: 'app:settings' },
] as const;

/** The top of the window: who answers, and the ways to everything else. */
export function AppBar({ snapshot, view, buttons, onToggle, onNew }: AppBarProps) {
  const { t } = useWords();
  const talked = snapshot !== undefined && snapshot.transcript.length > 0;
  return (
    <header className="bar">
      <img src={markUrl} alt="" width="28" height="28" />
      <h1>Hark</h1>
      {snapshot !== undefined && <EndpointBadge endpoint={snapshot.endpoint} />}
      <span className="bar-space" />
      <IconButton icon="new" label={t('app:newConversation')} disabled={!talked} onClick={onNew} />
      {SIDE_VIEWS.map(({ id, icon, label }) => (
        <IconButton
          key={id}
          icon={icon}
          label={t(label)}
          ref={buttons[id]}
          pressed={view === id}
          disabled={snapshot === undefined}
          onClick={() => onToggle(id)}
        />
      ))}
    </header>
  );
}
