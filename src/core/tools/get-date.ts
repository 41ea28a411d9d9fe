import { z } from 'zod';
import type { Clock } from '#shared/base/clock.ts';
import { spokenDate } from '../text/words.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

export function getDateTool(clock: Clock): ToolSpec {
  return toolSpec({
    name: 'get_date',
    label: 'Look at the calendar',
    description: "Tells today's date and day of the week.",
    risk: 'low',
    acts: false,
    parameters: z.strictObject({}),
    plan: () => ({
      run() {
        const date = spokenDate(clock.wallTime());
        return { speech: `Today is ${date}.`, date };
      },
    }),
  });
}
