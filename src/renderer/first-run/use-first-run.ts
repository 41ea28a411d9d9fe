import { useEffect, useRef } from 'react';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { readFirstRun, type Step, stepsOf } from '#shared/settings/first-run.ts';
import type { PageConnection } from '../bridge/page-connection.ts';

/** Where the first run is, while there is one. Once it is over, the focus is on the button to talk. */
export function useFirstRun(
  snapshot: AppSnapshot | undefined,
  host: PageConnection['host'],
): Step | undefined {
  const state =
    snapshot === undefined ? undefined : readFirstRun(snapshot.settings.firstRun.step, stepsOf(host));
  const step = state?.kind === 'at' ? state.step : undefined;
  const before = useRef(step);
  useEffect(() => {
    const isOver = before.current !== undefined && step === undefined;
    before.current = step;
    if (isOver) document.querySelector<HTMLElement>('.talk-button')?.focus();
  }, [step]);
  return step;
}
