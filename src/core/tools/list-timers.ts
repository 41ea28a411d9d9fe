import { z } from 'zod';
import type { Clock } from '#shared/base/clock.ts';
import { counted, spokenDuration, spokenList } from '../text/words.ts';
import type { Timer, Timers } from '../timers/timers.ts';
import { timerName } from './timer-names.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

export function listTimersTool(timers: Timers, clock: Clock): ToolSpec {
  const describe = (timer: Timer): string => {
    const left = Math.ceil((timer.dueAt - clock.wallTime()) / 1000);
    const state = timer.ringing ? ', which is ringing' : ` with ${spokenDuration(left)} left`;
    return `the ${timerName(timer)}${state}`;
  };
  return toolSpec({
    name: 'list_timers',
    label: 'List the timers',
    description: 'Tells which timers are running and how much time each has left.',
    risk: 'low',
    acts: false,
    parameters: z.strictObject({}),
    plan: () => ({
      run() {
        const { all } = timers;
        if (all.length === 0) return { speech: 'No timer is running.', timers: [] };
        const speech = `There ${all.length === 1 ? 'is' : 'are'} ${counted(all.length, 'timer')}: ${spokenList(all.map(describe))}.`;
        return { speech, timers: all.map(({ label, seconds, dueAt }) => ({ label, seconds, dueAt })) };
      },
    }),
  });
}
