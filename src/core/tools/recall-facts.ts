import { z } from 'zod';
import type { Facts } from '../facts/facts.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

/** More than this nobody wants to hear in one go. */
const MAX_SPOKEN = 5;

export function recallFactsTool(facts: Facts): ToolSpec {
  return toolSpec({
    name: 'recall_facts',
    label: 'Recall something',
    description: 'Tells what the person asked to remember, about a topic or everything.',
    risk: 'low',
    acts: false,
    parameters: z.strictObject({
      query: z.string().max(1000).optional().describe('What it is about; absent for everything.'),
    }),
    plan: ({ query }) => ({
      run() {
        const found = facts.recall(query).map((fact) => fact.text);
        if (found.length === 0) return { speech: nothing(query), facts: [] };
        const spoken = found.slice(0, MAX_SPOKEN).join('. ');
        const more = found.length - MAX_SPOKEN;
        const rest = more > 0 ? ` And ${more} more.` : '';
        return { speech: `You asked me to remember: ${spoken}.${rest}`, facts: found.slice(0, 50) };
      },
    }),
  });
}

function nothing(query: string | undefined): string {
  return query === undefined || query.trim() === ''
    ? 'You have not asked me to remember anything yet.'
    : `I remember nothing about ${query.trim()}.`;
}
