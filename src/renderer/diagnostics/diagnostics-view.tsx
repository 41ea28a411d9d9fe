import { useState } from 'react';
import type { DiagnosticsReport } from '#shared/bridge/diagnostics.ts';
import { betterProviders } from '#shared/bridge/hotkey-outcome.ts';
import type { LogEntry } from '#shared/bridge/log.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { DiagnosticsActions } from '../state/diagnostics-actions.ts';
import { usePolling } from '../state/use-polling.ts';
import { useWords } from '../words.tsx';
import './diagnostics-view.css';
import { LogList } from './log-list.tsx';
import { TurnChart } from './turn-chart.tsx';

export type DiagnosticsViewProps = {
  readonly snapshot: Pick<AppSnapshot, 'hotkeys'>;
  readonly actions: DiagnosticsActions;
  readonly onClose: () => void;
};

/** The view follows what happens at this pace, ms. */
const REFRESH_MS = 1_000;

/** What runs, when things happened in the last turns, the log, and all of it as one report. */
export function DiagnosticsView({ snapshot, actions, onClose }: DiagnosticsViewProps) {
  const { t } = useWords();
  const { report, entries } = useDiagnostics(actions);
  return (
    <main
      className="diagnostics"
      aria-label={t('diagnostics:title')}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <Export actions={actions} />
      {report !== undefined && (
        <>
          <h2>{t('diagnostics:runs')}</h2>
          <dl>
            {factsOf(report, snapshot).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <h2>{t('diagnostics:turns')}</h2>
          {report.turns.length === 0 && <p>{t('diagnostics:noTurns')}</p>}
          {report.turns.toReversed().map((turn) => (
            <TurnChart key={turn.id} turn={turn} />
          ))}
        </>
      )}
      <LogList entries={entries} />
    </main>
  );
}

function useDiagnostics(actions: DiagnosticsActions) {
  const [report, setReport] = useState<DiagnosticsReport>();
  const [entries, setEntries] = useState<readonly LogEntry[]>([]);
  usePolling(async () => {
    const [read, log] = await Promise.all([actions.read(), actions.readLog()]);
    if (read.ok) setReport(read.value);
    if (log.ok) setEntries(log.value.entries);
  }, REFRESH_MS);
  return { report, entries };
}

function Export({ actions }: Pick<DiagnosticsViewProps, 'actions'>) {
  const { t, ofCore } = useWords();
  const [transcript, setTranscript] = useState(false);
  const [told, setTold] = useState('');
  const save = async (): Promise<void> => {
    const reply = await actions.export(transcript);
    setTold(reply.ok ? t('diagnostics:saved', { path: reply.value.path }) : ofCore(reply.error.message));
  };
  return (
    <section aria-label={t('diagnostics:report')}>
      <h2>{t('diagnostics:report')}</h2>
      <p>{t('diagnostics:reportDetail')}</p>
      <label>
        <input
          type="checkbox"
          checked={transcript}
          onChange={(event) => setTranscript(event.target.checked)}
        />
        {t('diagnostics:withTranscript')}
      </label>
      <button type="button" className="button" data-kind="primary" onClick={() => void save()}>
        {t('diagnostics:save')}
      </button>
      <p role="status">{told}</p>
    </section>
  );
}

/** Names as engineers know them: whoever reads a report reads these. */
function factsOf(
  { host, platform, session, engine, audio, log }: DiagnosticsReport,
  { hotkeys }: DiagnosticsViewProps['snapshot'],
): readonly (readonly [string, string])[] {
  const { microphone } = audio;
  const { talk } = hotkeys.actions;
  return [
    ['Hark', `${host.version}, ${host.name}, pid ${host.pid}, ${Math.round(host.uptimeMs / 1000)} s`],
    ['Platform', Object.values(platform).join(', ')],
    ['Session', session === undefined ? '–' : Object.values(session).join(', ')],
    ['Engine', Object.values(engine).join(', pid ')],
    ['Microphone', microphone === undefined ? '–' : Object.values(microphone).join(', ')],
    [
      'Underruns, dropped frames, bad messages',
      `${audio.underruns}, ${audio.droppedFrames}, ${audio.badMessages}`,
    ],
    ['Talk key', talk.provider === 'none' ? '–' : talk.label],
    ...betterProviders(talk).map(({ label, reason }) => [label, reason] as const),
    ['Log', `${log.folder}, ${log.lostLines} lost`],
  ];
}
