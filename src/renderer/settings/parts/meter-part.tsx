import { useEffect, useState } from 'react';
import { noiseFloorDbfs } from '#shared/audio/noise-floor.ts';
import { METER_FRAME_MS } from '#shared/bridge/meter.ts';
import { roomOf } from '#shared/settings/rooms.ts';
import { toMeterLevel } from '../../talk/level.ts';
import { percent } from '../format.ts';
import type { PartProps, SettingsContext } from '../row.ts';
import './meter-part.css';
import { MeterStrip } from './meter-strip.tsx';
import { type MeterView, useMeter } from './use-meter.ts';

const FRAMES_PER_SECOND = Math.floor(1000 / METER_FRAME_MS);
/** Three whole seconds, of which the quietest counts. */
const ROOM_FRAMES = 3 * FRAMES_PER_SECOND;

/** The microphone as the voice detector hears it, and where the values on this page would cut turns. */
export function MeterPart({ context, id, describedBy }: PartProps) {
  const { actions } = context;
  const [on, setOn] = useState(false);
  const [measuresFrom, setMeasuresFrom] = useState<number>();
  const { view, problem } = useMeter(actions, on);
  const measured = useRoom(view, measuresFrom, context);
  const measures = measuresFrom !== undefined && measured === undefined;
  const hears = hearsSpeech(context, view);
  return (
    <div className="meter" id={id} aria-describedby={describedBy}>
      <div className="meter-actions">
        <button type="button" className="button" aria-pressed={on} onClick={() => setOn(!on)}>
          {on ? 'Stop the meter' : 'Start the meter'}
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
          {measures ? 'Measuring: be quiet for 3 s' : 'Measure my room'}
        </button>
        <span className="meter-lamp" data-lit={hears}>
          {hears ? 'Speech' : 'No speech'}
        </span>
      </div>
      {measured !== undefined && <p role="status">{measured}</p>}
      {problem !== undefined && (
        <p className="row-refusal" role="alert">
          {problem}
        </p>
      )}
      <Bars view={view} />
      <MeterStrip view={view} />
      <p className="meter-note">{noteFor(context)}</p>
    </div>
  );
}

/** While a session listens hands-free, its server's own word counts. */
function hearsSpeech({ snapshot: { assistant } }: SettingsContext, { turns }: MeterView): boolean {
  if (assistant.kind === 'listening' && assistant.turn === 'hands_free') return assistant.hearsSpeech;
  const last = turns.at(-1);
  return last !== undefined && last.toMs === undefined;
}

function noteFor({ snapshot: { endpoint, settings } }: SettingsContext): string {
  const cuts =
    settings.turns.detection === 'server_vad'
      ? 'Shaded: the turns that your values make of the last 30 s; move a slider to see them cut elsewhere.'
      : 'Shaded: turns as they end at the latest; a sentence that is complete ends its turn sooner.';
  return endpoint.provider === 'engine'
    ? cuts
    : `${cuts} This is the detector of this computer; ${endpoint.label} has its own, for which the same threshold may act a little differently.`;
}

/** The noise floor of three seconds from a frame on, applied as a room once; answers with what was found. */
function useRoom(
  view: MeterView,
  from: number | undefined,
  { actions }: SettingsContext,
): string | undefined {
  const [found, setFound] = useState<{ readonly from: number; readonly text: string }>();
  const since = from === undefined ? 0 : view.count - from;
  useEffect(() => {
    if (from === undefined || found?.from === from || since < ROOM_FRAMES) return;
    const levels = view.frames.slice(-since).map(({ dbfs }) => dbfs);
    const floor = noiseFloorDbfs(levels, FRAMES_PER_SECOND);
    if (floor === undefined) return;
    const room = roomOf(floor);
    setFound({ from, text: `${Math.round(floor)} dBFS: a ${room.label.toLowerCase()} room.` });
    void actions.updateSettings({ turns: { threshold: room.threshold } });
  }, [view, from, since, found, actions]);
  return found !== undefined && found.from === from ? found.text : undefined;
}

/** Two scales, since they are two things: how loud it is, and how likely it is speech. */
function Bars({ view }: { readonly view: MeterView }) {
  const last = view.frames.at(-1);
  const floor = noiseFloorDbfs(
    view.frames.map(({ dbfs }) => dbfs),
    FRAMES_PER_SECOND,
  );
  const level = last === undefined ? 0 : toMeterLevel(last.dbfs);
  return (
    <dl className="meter-bars">
      <Bar
        name="Loudness"
        value={level}
        mark={floor === undefined ? undefined : toMeterLevel(floor)}
        word={floor === undefined ? '' : `noise ${Math.round(floor)} dBFS`}
      />
      <Bar
        name="Likely speech"
        value={last?.probability ?? 0}
        mark={view.threshold}
        word={`threshold ${percent(view.threshold)}`}
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
          {mark !== undefined && <span className="meter-mark" style={{ left: percent(mark) }} />}
        </span>
        <span className="meter-word">{word}</span>
      </dd>
    </>
  );
}
