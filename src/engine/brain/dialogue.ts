import type { FunctionTool } from '#shared/wire/tools.ts';
import type { BrainContext, BrainOutput } from '../stages.ts';
import { splitSentences } from '../text/sentences.ts';
import { act } from './act.ts';
import { answerQuestion } from './answer.ts';
import type { Catalogue } from './catalogue.ts';
import { forcedStep } from './forced.ts';
import { replies } from './replies.ts';
import { sayResult } from './results.ts';
import { type Pending, type Scene, type Step, say } from './scene.ts';
import { readTurn, type Turn } from './turn.ts';
import type { Understood } from './understanding.ts';

/** From this similarity on a guess that accounts for every word is acted on, if it is harmless. */
const ACT_ON_SIMILARITY = 0.4;
/** From these similarities on the person is asked whether they meant it: with all words accounted for, and without. */
const ASK_WHEN_EXPLAINED = 0.25;
const ASK_WHEN_NOT_EXPLAINED = 0.45;

export type DialogueOptions = {
  readonly catalogueOf: (tools: readonly FunctionTool[]) => Catalogue;
  readonly now: () => Date;
};

/** One conversation: a context in, sentences and calls out. Between turns it keeps nothing but one open question. */
export class Dialogue {
  private pending: Pending | undefined;
  private readonly options: DialogueOptions;

  constructor(options: DialogueOptions) {
    this.options = options;
  }

  respond(context: BrainContext): readonly BrainOutput[] {
    const turn = readTurn(context.items);
    if (turn.type === 'results') return sentences(this.sayResults(turn, context));
    const { output, pending } = this.answer(turn, context);
    this.pending = pending;
    return output.type === 'call' ? [output] : sentences(output.text);
  }

  private sayResults(
    { results, request }: Extract<Turn, { type: 'results' }>,
    context: BrainContext,
  ): string {
    const spoken = results.map(sayResult);
    const guessed = request?.spoken === true && this.wasGuessed(request.text, context);
    const unsure = guessed && spoken.every(({ failed }) => !failed);
    return [...spoken.map(({ text }) => text), ...(unsure ? [replies.approximate] : [])].join('\n');
  }

  /** Whether speech filled a slot with words from a small vocabulary. */
  private wasGuessed(text: string, { tools }: BrainContext): boolean {
    const understood = this.options.catalogueOf(tools).understand(text, this.options.now());
    return understood?.filled.some(({ slot }) => slot.type.approximate) ?? false;
  }

  private answer(turn: Exclude<Turn, { type: 'results' }>, context: BrainContext): Step {
    const asked = turn.type === 'request';
    const scene: Scene = {
      context,
      catalogue: this.options.catalogueOf(context.tools),
      request: asked ? turn.request : { text: '', spoken: false },
      now: this.options.now(),
    };
    const pending = asked && this.pending?.after === turn.previous?.text ? this.pending : undefined;
    const understood = scene.catalogue.understand(scene.request.text, scene.now);
    return (
      (asked && scene.request.text === '' ? answerSilence(scene, pending) : undefined) ??
      (pending && answerQuestion(pending, understood, scene)) ??
      forcedStep(scene, understood) ??
      (asked ? answerRequest(scene, understood) : say(replies.greet))
    );
  }
}

const sentences = (text: string): readonly BrainOutput[] =>
  splitSentences(text).map((sentence) => ({ type: 'say', text: sentence }));

/** Nothing was heard, or only a picture was sent; the open question stays open. */
function answerSilence({ context, catalogue, request }: Scene, pending: Pending | undefined): Step {
  const text = request.spoken ? replies.notHeard(catalogue.intents, context.items.length) : replies.onlyText;
  return say(text, pending && { ...pending, after: '' });
}

function answerRequest(scene: Scene, understood: Understood | undefined): Step {
  if (understood !== undefined) return act(scene, understood);
  const { catalogue, context, request } = scene;
  const hint = context.items.length;
  // A recogniser that gives scores hears sentences of the grammar only: what is none of them answers no open question.
  if (context.score !== undefined) return say(replies.notHeard(catalogue.intents, hint));
  const guess = catalogue.guess(request.text, scene.now);
  const enough = guess?.explained ? ASK_WHEN_EXPLAINED : ASK_WHEN_NOT_EXPLAINED;
  if (guess === undefined || guess.similarity < enough) {
    return say(replies.notUnderstood(catalogue.intents, hint));
  }
  const sure = guess.explained && guess.similarity >= ACT_ON_SIMILARITY;
  if (sure && guess.understood.intent.risk === 'harmless') {
    return act(scene, guess.understood);
  }
  return say(replies.didYouMean(guess.sentence), {
    type: 'confirmation',
    after: request.text,
    understood: guess.understood,
  });
}
