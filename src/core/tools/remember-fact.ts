import { z } from 'zod';
import type { Facts } from '../facts/facts.ts';
import { plainText } from '../text/plain-text.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

export function rememberFactTool(facts: Facts): ToolSpec {
  return toolSpec({
    name: 'remember_fact',
    label: 'Remember something',
    description: 'Remembers a sentence the person wants to be reminded of later.',
    risk: 'low',
    acts: true,
    parameters: z.strictObject({
      text: z
        .string()
        .min(1)
        .max(1000)
        .transform((text) => plainText(text).trim().replace(/\.$/, ''))
        .pipe(z.string().min(1, 'must hold words')),
    }),
    plan: ({ text }) => ({
      async run() {
        await facts.remember(text);
        return { speech: `I will remember this: ${text}.` };
      },
    }),
  });
}
