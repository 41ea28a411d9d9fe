import { z } from 'zod';
import { counted, spokenList } from '../text/words.ts';
import type { Timer, Timers } from '../timers/timers.ts';
import { timerLabel, timerName } from './timer-names.ts';
import { type ToolResult, type ToolSpec, toolSpec } from './tool-spec.ts';

export function cancelTimerTool(timers: Timers): ToolSpec {
  return toolSpec({
    name: 'cancel_timer',
    label: 'Cancel a timer',
    description: 'Cancels a timer or silences a ringing one; without a label the ringing or only one.',
    risk: 'low',
    acts: true,
    parameters: z.strictObject({
      label: timerLabel.optional().describe('What the timer was for.'),
    }),
    plan: ({ label = '' }) => ({
      async run(): Promise<ToolResult> {
        const meant = meantTimers(timers.all, label);
        const [timer] = meant;
        if (timer === undefined) return { speech: noneFits(timers.all, label), cancelled: false };
        if (meant.length > 1) return { speech: whichOne(meant), cancelled: false };
        await timers.cancel(timer.id);
        const what = timer.ringing ? 'stopped' : 'cancelled';
        return { speech: `I ${what} the ${timerName(timer)}.`, cancelled: true };
      },
    }),
  });
}

/** By label; without one what rings, else all. */
function meantTimers(all: readonly Timer[], label: string): readonly Timer[] {
  if (label !== '') {
    const wanted = label.toLowerCase();
    const same = all.filter((timer) => timer.label.toLowerCase() === wanted);
    return same.length > 0
      ? same.slice(0, 1)
      : all.filter((timer) => timerName(timer).toLowerCase().includes(wanted));
  }
  const ringing = all.filter((timer) => timer.ringing);
  return ringing.length > 0 ? ringing.slice(0, 1) : all;
}

function noneFits(all: readonly Timer[], label: string): string {
  if (all.length === 0) return 'No timer is running.';
  return `I found no ${label} timer. There is ${spokenList(all.map((timer) => `the ${timerName(timer)}`))}.`;
}

function whichOne(timers: readonly Timer[]): string {
  const names = spokenList(timers.map((timer) => `the ${timerName(timer)}`));
  return `There are ${counted(timers.length, 'timer')}: ${names}. Which one?`;
}
