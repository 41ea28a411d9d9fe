import type { TurnTimeline } from '#shared/bridge/diagnostics.ts';
import { toSecond } from '../dates.ts';
import { useWords } from '../words.tsx';
import './turn-chart.css';

export type TurnChartProps = {
  readonly turn: TurnTimeline;
  /** Stands open at first. */
  readonly isNewest: boolean;
};

/** One turn as a waterfall: a row for each moment and each tool, placed by its time since the turn began. */
export function TurnChart({ turn, isNewest }: TurnChartProps) {
  const { t, locale } = useWords();
  const { marks, tools, by, startedAt } = turn;
  const ends = [...marks.map(({ atMs }) => atMs), ...tools.map(({ fromMs, toMs = fromMs }) => toMs)];
  const total = Math.max(1, ...ends);
  const share = (ms: number): string => `${(ms / total) * 100}%`;
  return (
    <section className="turn" aria-label={t('diagnostics:turn', { number: turn.id })}>
      <details open={isNewest}>
        <summary>
          <h4>{t('diagnostics:turn', { number: turn.id })}</h4>
          <span>
            {t(`diagnostics:by_${by}`)} · {toSecond(startedAt, locale)} · {Math.round(total)} ms
          </span>
        </summary>
        <ol>
          {marks.map(({ moment, atMs }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: moments are only ever added at the end.
            <li key={index}>
              <span className="turn-name">{moment.replaceAll('_', ' ')}</span>
              <span className="turn-lane" aria-hidden="true">
                <i style={{ left: share(atMs) }} />
              </span>
              <span className="turn-time">{Math.round(atMs)} ms</span>
            </li>
          ))}
          {tools.map(({ tool, fromMs, toMs, outcome = '…' }) => (
            <li key={`${tool}-${fromMs}`}>
              <span className="turn-name">{tool}</span>
              <span className="turn-lane" aria-hidden="true">
                <b style={{ left: share(fromMs), width: share((toMs ?? total) - fromMs) }} />
              </span>
              <span className="turn-time">
                {toMs === undefined ? outcome : `${Math.round(toMs - fromMs)} ms, ${outcome}`}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
