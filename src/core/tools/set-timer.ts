import { z } from 'zod';
import { spokenDuration } from '../text/words.ts';
import type { Timers } from '../timers/timers.ts';
import { timerLabel } from './timer-names.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

export function setTimerTool(timers: Timers): ToolSpec {
  return toolSpec({
    name: 'set_timer',
    label: 'Set a timer',
    description: 'Sets a timer that rings aloud when it is done, even after a restart.',
    risk: 'low',
    acts: true,
    parameters: z.strictObject({
      seconds: z.int().min(1).max(86_400).describe('Length in seconds, at most a day.'),
      label: timerLabel.optional().describe('What the timer is for, e.g. "pasta".'),
    }),
    plan: ({ seconds, label = '' }) => ({
      async run() {
        const timer = await timers.set(seconds, label);
        const name = label === '' ? 'The timer' : `The ${label} timer`;
        return { speech: `${name} is set for ${spokenDuration(seconds)}.`, id: timer.id, dueAt: timer.dueAt };
      },
    }),
  });
}
