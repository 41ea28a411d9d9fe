import type { Clock } from '#shared/base/clock.ts';
import { keepNewest } from '#shared/base/keep-newest.ts';
import type { FunctionTool } from '#shared/wire/tools.ts';
import type { Brain, BrainContext, BrainOutput } from '../stages.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { Dialogue } from './dialogue.ts';

/** So many sets of tools are kept ready: agents hand over back and forth. */
const MAX_CATALOGUES = 4;

export type RulesBrainOptions = {
  /** What "in ten minutes" and "tomorrow" are counted from. */
  readonly clock: Pick<Clock, 'wallTime'>;
};

/**
 * The brain of the offline engine: understands commands by rules made from the session's tools, asks back, and says
 * what the tools answered. It remembers one open question, so every conversation needs a brain of its own.
 */
export function createRulesBrain({ clock }: RulesBrainOptions): Brain {
  const catalogues = new Map<string, Catalogue>();
  const catalogueOf = (tools: readonly FunctionTool[]): Catalogue => {
    const key = JSON.stringify(tools);
    const catalogue = catalogues.get(key) ?? createCatalogue(tools);
    catalogues.delete(key);
    catalogues.set(key, catalogue);
    keepNewest(catalogues, MAX_CATALOGUES);
    return catalogue;
  };
  const dialogue = new Dialogue({ catalogueOf, now: () => new Date(clock.wallTime()) });
  return {
    info: {
      id: 'rules',
      languages: ['en'],
      licence: 'MIT',
      needsNetwork: false,
      freeConversation: false,
    },
    grammar: (tools) => catalogueOf(tools).grammar(),
    completeness: (partial, tools) => catalogueOf(tools).completeness(partial),
    respond: (context, signal) => outputs(context, signal, dialogue),
  };
}

async function* outputs(
  context: BrainContext,
  signal: AbortSignal,
  dialogue: Dialogue,
): AsyncGenerator<BrainOutput, void> {
  if (signal.aborted) return;
  for (const output of dialogue.respond(context)) {
    if (signal.aborted) return;
    yield output;
  }
}
