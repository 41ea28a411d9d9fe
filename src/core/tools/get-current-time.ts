import { z } from 'zod';
import type { Clock } from '#shared/base/clock.ts';
import { spokenTime } from '../text/words.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

export function getCurrentTimeTool(clock: Clock): ToolSpec {
  return toolSpec({
    name: 'get_current_time',
    label: 'Look at the clock',
    description: 'Tells the current time of day on this computer.',
    risk: 'low',
    acts: false,
    parameters: z.strictObject({}),
    plan: () => ({
      run() {
        const now = clock.wallTime();
        const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
        return { speech: `It is ${spokenTime(now)}.`, iso: new Date(now).toISOString(), timeZone };
      },
    }),
  });
}
