import { MAX_METER_FRAMES, METER_FRAME_MS } from '#shared/bridge/meter.ts';
import { toMeterLevel } from '../../talk/level.ts';
import { useWords } from '../../words.tsx';
import type { MeterView } from './use-meter.ts';

/** One unit is a frame, 100 units are the whole height. */
const WIDTH = MAX_METER_FRAMES;
const HEIGHT = 100;

/** The last 30 s, now at the right: loudness, likelihood of speech with its threshold, and the turns that would be cut. */
export function MeterStrip({ view }: { readonly view: MeterView }) {
  const { t } = useWords();
  const { count, frames, turns, threshold } = view;
  const first = WIDTH - frames.length;
  const toX = (ms: number): number => ms / METER_FRAME_MS - count + WIDTH;
  const seconds = Math.round((frames.length * METER_FRAME_MS) / 1000);
  const words = t('meter:turns', { count: turns.length, seconds });
  return (
    <figure className="meter-strip">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={words}>
        {turns.map(({ fromMs, toMs }) => {
          const [from, to] = [Math.max(0, toX(fromMs)), toMs === undefined ? WIDTH : toX(toMs)];
          return (
            <g key={fromMs} className="strip-turn">
              <rect x={from} y="0" width={Math.max(0, to - from)} height={HEIGHT} />
              <path d={`M${from} 0V${HEIGHT}`} />
              {toMs !== undefined && <path className="strip-cut" d={`M${to} 0V${HEIGHT}`} />}
            </g>
          );
        })}
        <path
          className="strip-level"
          d={area(
            first,
            frames.map(({ dbfs }) => toMeterLevel(dbfs)),
          )}
        />
        <path className="strip-threshold" d={`M0 ${(1 - threshold) * HEIGHT}H${WIDTH}`} />
        <path
          className="strip-speech"
          d={line(
            first,
            frames.map(({ probability }) => probability),
          )}
        />
      </svg>
      <figcaption>
        <span className="strip-key" data-of="level">
          {t('meter:loudness')}
        </span>
        <span className="strip-key" data-of="speech">
          {t('meter:likelySpeech')}
        </span>
        <span className="strip-key" data-of="threshold">
          {t('meter:threshold')}
        </span>
        <span className="strip-count">{words}</span>
      </figcaption>
    </figure>
  );
}

/** Shares of the height, 0..1, one a frame. */
function line(first: number, shares: readonly number[]): string {
  const points = shares.map((share, index) => `${first + index} ${((1 - share) * HEIGHT).toFixed(1)}`);
  return points.length === 0 ? '' : `M${points.join('L')}`;
}

function area(first: number, shares: readonly number[]): string {
  return shares.length === 0 ? '' : `${line(first, shares)}V${HEIGHT}H${first}Z`;
}
