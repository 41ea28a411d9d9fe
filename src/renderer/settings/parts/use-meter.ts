import { useEffect, useRef, useState } from 'react';
import { type CutTurn, MAX_METER_FRAMES, type MeterFrame } from '#shared/bridge/meter.ts';
import type { Actions } from '../../state/actions.ts';
import { usePolling } from '../../state/use-polling.ts';

/** The last 30 s, as core tells them. */
export type MeterView = {
  /** Frames since the meter began; the last one kept is frame number `count`. */
  readonly count: number;
  readonly frames: readonly MeterFrame[];
  readonly turns: readonly CutTurn[];
  readonly threshold: number;
};

const EMPTY: MeterView = { count: 0, frames: [], turns: [], threshold: 0.5 };

/** Often enough to look alive, and well within what a page may ask for, ms. */
const READ_EVERY_MS = 100;

/** Reads the meter while `on`; the microphone closes with it, or when the page is left. */
export function useMeter(
  actions: Actions,
  on: boolean,
): { readonly view: MeterView; readonly problem?: string } {
  const [view, setView] = useState(EMPTY);
  const [problem, setProblem] = useState<string>();
  const last = useRef(EMPTY);
  useEffect(() => {
    if (!on) return;
    last.current = EMPTY;
    return () => {
      setView(EMPTY);
      actions.stopMeter();
    };
  }, [actions, on]);
  const read = async (): Promise<void> => {
    const reply = await actions.readMeter(last.current.count);
    setProblem(reply.ok ? undefined : reply.error.message);
    if (!reply.ok) return;
    const { frames, ...rest } = reply.value;
    const fresh = rest.count < last.current.count ? [] : last.current.frames;
    last.current = { ...rest, frames: [...fresh, ...frames].slice(-MAX_METER_FRAMES) };
    setView(last.current);
  };
  usePolling(read, READ_EVERY_MS, on);
  return problem === undefined ? { view } : { view, problem };
}
