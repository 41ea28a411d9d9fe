import type { FunctionTool } from '#shared/wire/tools.ts';
import { speakableWords } from '../text/speakable.ts';
import { type CallIntent, patternsOf } from './intent.ts';

const HANDOFF = /^transfer_to_(.+)$/;

/** Words that an agent's name may end with and nobody says. */
const ROLE = /^(agent|assistant|department|team|desk|specialist|bot)$/;

/** The agent that a handoff tool leads to, in words: `transfer_to_billing_agent` is "billing". */
export function handoffTarget(toolName: string): string | undefined {
  const words = speakableWords(HANDOFF.exec(toolName)?.[1] ?? '');
  const name = words.filter((word, index) => index === 0 || !ROLE.test(word));
  return name.length === 0 ? undefined : name.join(' ');
}

/** The intent of a handoff tool: "talk to billing", "transfer me to billing support". */
export function handoffIntents(tool: FunctionTool, others: readonly FunctionTool[]): readonly CallIntent[] {
  const target = handoffTarget(tool.name);
  if (target === undefined) return [];
  const name = `[the | my | your] (${[target, ...shortNames(target, tool, others)].join(' | ')})`;
  const person = `${name} [agent | assistant | department | team | desk | person | specialist]`;
  return [
    {
      action: { type: 'call', tool: tool.name, fixed: {}, required: [] },
      risk: 'normal',
      example: `talk to ${target}`,
      typedPhrases: [],
      phrases: patternsOf([
        `(talk | speak | chat) (to | with) ${person}`,
        `(transfer | connect | switch | put | hand | pass | send) [me] [over | through] (to | with) ${person}`,
        `[i want to | i would like to | i need to | can i | could i | let me] (talk | speak) (to | with) ${person}`,
        `(get me | give me | i want | i need) ${person}`,
        `(hand over | go back | back) to ${person}`,
      ]),
    },
  ];
}

/** "billing" for "billing support", unless another agent would answer to it too. */
function shortNames(target: string, tool: FunctionTool, others: readonly FunctionTool[]): readonly string[] {
  const [first = ''] = target.split(' ');
  const shared = others.some(
    (other) => other !== tool && handoffTarget(other.name)?.split(' ').includes(first),
  );
  return first === target || shared ? [] : [first];
}
