import type { ErrorData } from '#shared/base/errors.ts';
import { assertNever } from '#shared/base/errors.ts';
import type { Step } from '#shared/settings/first-run.ts';
import type { SideView } from './app-bar.tsx';
import { DiagnosticsView } from './diagnostics/diagnostics-view.tsx';
import { FirstRunView } from './first-run/first-run-view.tsx';
import { HistoryView } from './history/history-view.tsx';
import type { SettingsContext } from './settings/row.ts';
import { SettingsView } from './settings/settings-view.tsx';
import type { DiagnosticsActions } from './state/diagnostics-actions.ts';
import type { HistoryActions } from './state/history-actions.ts';
import type { View } from './state/use-view.ts';
import { TalkView } from './talk/talk-view.tsx';

export type WindowViewProps = {
  readonly view: View;
  /** Of the first run, which stands in the place of talking until it is over. */
  readonly step: Step | undefined;
  readonly context: SettingsContext;
  readonly history: HistoryActions;
  readonly diagnostics: DiagnosticsActions;
  readonly refusal: ErrorData | undefined;
  readonly onRefusalSeen: () => void;
  readonly onSettings: () => void;
  readonly onClose: (view: SideView) => void;
};

/** What the window shows. */
export function WindowView(props: WindowViewProps) {
  const { view, step, context, history, onClose } = props;
  switch (view) {
    case 'history':
      return <HistoryView snapshot={context.snapshot} actions={history} onClose={() => onClose('history')} />;
    case 'diagnostics':
      return (
        <DiagnosticsView
          snapshot={context.snapshot}
          actions={props.diagnostics}
          onClose={() => onClose('diagnostics')}
        />
      );
    case 'settings':
      return <SettingsView context={context} onClose={() => onClose('settings')} />;
    case 'talk':
      return step === undefined ? (
        <TalkView {...context} refusal={props.refusal} onRefusalSeen={props.onRefusalSeen} />
      ) : (
        <FirstRunView context={context} step={step} onSettings={props.onSettings} />
      );
    default:
      return assertNever(view);
  }
}
