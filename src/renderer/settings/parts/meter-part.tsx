import { useEffect, useState } from 'react';
import { noiseFloorDbfs } from '#shared/audio/noise-floor.ts';
import { METER_FRAME_MS } from '#shared/bridge/meter.ts';
import type { Notice } from '#shared/bridge/state.ts';
import type { Translate } from '#shared/i18n/words.ts';
import { roomOf } from '#shared/settings/rooms.ts';
import { toMeterLevel } from '../../talk/level.ts';
import { Notices } from '../../talk/notices.tsx';
import { useWords } from '../../words.tsx';
import { percent } from '../format.ts';
import { Refusal } from '../refusal.tsx';
import type { PartProps, SettingsContext } from '../row.ts';
import './meter-part.css';
import { MeterStrip } from './meter-strip.tsx';
import { type MeterView, useMeter } from './use-meter.ts';

const FRAMES_PER_SECOND = Math.floor(1000 / METER_FRAME_MS);
/** Three whole seconds, of which the quietest counts. */
const ROOM_FRAMES = 3 * FRAMES_PER_SECOND;

/** The microphone as the voice detector hears it, and where the values on this page would cut turns. */
export function MeterPart({ context, id, describedBy }: PartProps) {
  const { actions, snapshot } = context;
  const { t, ofCore } = useWords();
  const [on, setOn] = useState(false);
  const [measuresFrom, setMeasuresFrom] = useState<number>();
  const { view, problem } = useMeter(actions, on);
  const measured = useRoom(view, measuresFrom, context);
  const measures = measuresFrom !== undefined && measured === undefined;
  const hears = hearsSpeech(context, view);
  const failures = on ? snapshot.notices.filter(isAboutDevice) : [];
  return (
    <div className="meter" id={id} aria-describedby={describedBy}>
      <div className="meter-actions">
        <button type="button" className="button" aria-pressed={on} onClick={() => setOn(!on)}>
          {t(on ? 'meter:stop' : 'meter:start')}
        </button>
        <button
          type="button"
          className="button"
          disabled={measures}
          onClick={() => {
            setOn(true);
            setMeasuresFrom(on ? view.count : 0);
          }}
        >
          {t(measures ? 'meter:measures' : 'meter:measure')}
        </button>
        <span className="meter-lamp" data-lit={hears}>
          {t(hears ? 'meter:speech' : 'meter:noSpeech')}
        </span>
      </div>
      {failures.length > 0 && <Notices notices={failures} onDismiss={actions.dismissNotice} />}
      {measured !== undefined && <p role="status">{measured}</p>}
      <Refusal>{problem && ofCore(problem)}</Refusal>
      <Bars view={view} />
      <MeterStrip view={view} />
      <p className="meter-note">{noteFor(context, t)}</p>
    </div>
  );
}

const isAboutDevice = ({ error }: Notice): boolean => error.reason === 'device';

/** While a session listens hands-free, its server's own word counts. */
function hearsSpeech({ snapshot: { assistant } }: SettingsContext, { turns }: MeterView): boolean {
  if (assistant.kind === 'listening' && assistant.turn === 'hands_free') return assistant.hearsSpeech;
  const last = turns.at(-1);
  return last !== undefined && last.toMs === undefined;
}

function noteFor({ snapshot: { endpoint, settings } }: SettingsContext, t: Translate): string {
  const cuts = t(settings.turns.detection === 'server_vad' ? 'meter:cutsByPause' : 'meter:cutsBySentence');
  if (endpoint.provider === 'engine') return cuts;
  return `${cuts} ${t('meter:otherDetector', { provider: endpoint.label })}`;
}

const FOUND = { quiet: 'meter:foundQuiet', normal: 'meter:foundNormal', noisy: 'meter:foundNoisy' } as const;

/** The noise floor of three seconds from a frame on, applied as a room once; answers with what was found. */
function useRoom(
  view: MeterView,
  from: number | undefined,
  { actions }: SettingsContext,
): string | undefined {
  const { t } = useWords();
  const [found, setFound] = useState<{ readonly from: number; readonly text: string }>();
  const since = from === undefined ? 0 : view.count - from;
  useEffect(() => {
    if (from === undefined || found?.from === from || since < ROOM_FRAMES) return;
    const levels = view.frames.slice(-since).map(({ dbfs }) => dbfs);
    const floor = noiseFloorDbfs(levels, FRAMES_PER_SECOND);
    if (floor === undefined) return;
    const room = roomOf(floor);
    setFound({ from, text: t(FOUND[room.id], { dbfs: Math.round(floor) }) });
    void actions.updateSettings({ turns: { threshold: room.threshold } });
  }, [view, from, since, found, actions, t]);
  return found !== undefined && found.from === from ? found.text : undefined;
}

/** Two scales, since they are two things: how loud it is, and how likely it is speech. */
function Bars({ view }: { readonly view: MeterView }) {
  const words = useWords();
  const { t } = words;
  const last = view.frames.at(-1);
  const floor = noiseFloorDbfs(
    view.frames.map(({ dbfs }) => dbfs),
    FRAMES_PER_SECOND,
  );
  const level = last === undefined ? 0 : toMeterLevel(last.dbfs);
  return (
    <dl className="meter-bars">
      <Bar
        name={t('meter:loudness')}
        value={level}
        mark={floor === undefined ? undefined : toMeterLevel(floor)}
        word={floor === undefined ? '' : t('meter:noiseIs', { dbfs: Math.round(floor) })}
      />
      <Bar
        name={t('meter:likelySpeech')}
        value={last?.probability ?? 0}
        mark={view.threshold}
        word={t('meter:thresholdIs', { share: percent(view.threshold, words) })}
      />
    </dl>
  );
}

type BarProps = {
  readonly name: string;
  /** 0..1. */
  readonly value: number;
  readonly mark: number | undefined;
  readonly word: string;
};

function Bar({ name, value, mark, word }: BarProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span className="meter-bar" aria-hidden="true">
          <span className="meter-fill" style={{ scale: `${value} 1` }} />
          {mark !== undefined && <span className="meter-mark" style={{ left: `${mark * 100}%` }} />}
        </span>
        <span className="meter-word">{word}</span>
      </dd>
    </>
  );
}
