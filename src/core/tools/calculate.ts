import { z } from 'zod';
import { calculate } from '../calculator/calculate.ts';
import { speakExpression } from '../calculator/speak-expression.ts';
import { spokenNumber } from '../text/words.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

export function calculateTool(): ToolSpec {
  return toolSpec({
    name: 'calculate',
    label: 'Calculate',
    description: 'Works out an arithmetic expression such as "12 * (3 + 4)" or "15 percent of 80".',
    risk: 'low',
    acts: false,
    parameters: z.strictObject({ expression: z.string().min(1).max(300) }),
    plan: ({ expression }) => ({
      run() {
        const value = calculate(expression);
        const spoken = spokenNumber(value).replace(/^-/, 'minus ');
        return { speech: `${speakExpression(expression)} is ${spoken}.`, value };
      },
    }),
  });
}
