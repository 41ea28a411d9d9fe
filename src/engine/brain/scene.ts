import type { BrainContext, BrainOutput } from '../stages.ts';
import type { Catalogue } from './catalogue.ts';
import type { RequiredSlot, Risk } from './intents/intent.ts';
import type { Request } from './turn.ts';
import type { Understood } from './understanding.ts';

/** What one answer is decided from. */
export type Scene = {
  readonly context: BrainContext;
  readonly catalogue: Catalogue;
  readonly request: Request;
  readonly now: Date;
};

/**
 * One open question. It waits only for the very next thing the person says: `after` is what they had said when it
 * was asked.
 *
 *     idle ──ask──▶ slot | confirmation ──answer, refusal or another command──▶ idle
 */
export type Pending = { readonly after: string; readonly understood: Understood } & (
  | { readonly type: 'slot'; readonly slot: RequiredSlot }
  | { readonly type: 'confirmation' }
);

/** What is answered, and the question that is open afterwards. */
export type Step = { readonly output: BrainOutput; readonly pending?: Pending };

export const say = (text: string, pending?: Pending): Step => ({
  output: { type: 'say', text },
  ...(pending && { pending }),
});

/**
 * Below these scores the recogniser may have heard something else. Right commands of the voice rms score -9.4 and more, even
 * 10 dB above noise; of speech that is no command, 4 of 66 telephone prompts and none of 20 sentences get through
 * (`npm run bench accuracy`).
 */
const MIN_SCORE: Readonly<Record<Risk, number>> = { harmless: -9.5, normal: -7, careful: -4 };

/** Whether the recogniser was sure enough for something of this risk. What was typed is sure. */
export function isSureEnough({ context }: Scene, risk: Risk): boolean {
  return context.score === undefined || context.score >= MIN_SCORE[risk];
}
