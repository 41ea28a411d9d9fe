import { useRef, useState } from 'react';
import type { DiagnosticsReport, MicrophoneFacts } from '#shared/bridge/diagnostics.ts';
import { betterProviders } from '#shared/bridge/hotkey-outcome.ts';
import type { LogEntry } from '#shared/bridge/log.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { DiagnosticsActions } from '../state/diagnostics-actions.ts';
import { usePolling } from '../state/use-polling.ts';
import { Switch } from '../ui/switch.tsx';
import { useSearch } from '../ui/use-search.ts';
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
  const view = useRef<HTMLElement>(null);
  const search = useSearch(onClose, view);
  return (
    <main
      className="diagnostics"
      aria-label={t('diagnostics:title')}
      ref={view}
      tabIndex={-1}
      onKeyDown={search.onKeyDown}
    >
      <h2>{t('diagnostics:title')}</h2>
      <Export actions={actions} />
      {report !== undefined && (
        <>
          <section aria-label={t('diagnostics:runs')}>
            <h3>{t('diagnostics:runs')}</h3>
            <dl className="diagnostics-card">
              {factsOf(report, snapshot).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section aria-label={t('diagnostics:turns')}>
            <h3>{t('diagnostics:turns')}</h3>
            <div className="diagnostics-card">
              {report.turns.length === 0 && <p>{t('diagnostics:noTurns')}</p>}
              {report.turns.toReversed().map((turn, index) => (
                <TurnChart key={turn.id} turn={turn} isNewest={index === 0} />
              ))}
            </div>
          </section>
        </>
      )}
      <LogList entries={entries} search={search} />
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
      <h3>{t('diagnostics:report')}</h3>
      <div className="diagnostics-card">
        <p>{t('diagnostics:reportDetail')}</p>
        <div className="diagnostics-export">
          <Switch label={t('diagnostics:withTranscript')} on={transcript} onChange={setTranscript} />
          <button type="button" className="button" data-kind="primary" onClick={() => void save()}>
            {t('diagnostics:save')}
          </button>
        </div>
        <p role="status">{told}</p>
      </div>
    </section>
  );
}

/** Names as engineers know them: whoever reads a report reads these. */
function factsOf(
  { host, platform, session, engine, audio, log }: DiagnosticsReport,
  { hotkeys }: DiagnosticsViewProps['snapshot'],
): readonly (readonly [string, string])[] {
  const { talk } = hotkeys.actions;
  return [
    ['Hark', `${host.version}, ${host.name}, pid ${host.pid}, ${Math.round(host.uptimeMs / 1000)} s`],
    [
      'Platform',
      Object.entries(platform)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    ],
    ['Session', session === undefined ? '–' : Object.values(session).join(', ')],
    ['Engine', Object.values(engine).join(', pid ')],
    ['Microphone', describeMicrophone(audio.microphone)],
    [
      'Audio',
      `${audio.underruns} underruns, ${audio.droppedFrames} dropped frames, ${audio.badMessages} bad messages`,
    ],
    ['Talk key', talk.provider === 'none' ? '–' : talk.label],
    ...betterProviders(talk).map(({ label, reason }) => [label, reason] as const),
    ['Log', `${log.folder}, ${log.lostLines} lost`],
  ];
}

function describeMicrophone(microphone: MicrophoneFacts | undefined): string {
  if (microphone === undefined) return '–';
  const { name, contextHz, deviceHz } = microphone;
  return [
    name,
    ...(contextHz === undefined ? [] : [`context ${contextHz} Hz`]),
    ...(deviceHz === undefined ? [] : [`device ${deviceHz} Hz`]),
  ].join(', ');
}
