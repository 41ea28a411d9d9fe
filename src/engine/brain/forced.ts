import type { FunctionTool } from '#shared/wire/tools.ts';
import { act } from './act.ts';
import { createCatalogue } from './catalogue.ts';
import { type CallIntent, isCall } from './intents/intent.ts';
import { replies } from './replies.ts';
import { type Scene, type Step, say } from './scene.ts';
import type { Understood } from './understanding.ts';

/** The step when the session demands a tool call; `undefined` when it does not, or names a tool it does not have. */
export function forcedStep(scene: Scene, understood: Understood | undefined): Step | undefined {
  const { toolChoice, tools } = scene.context;
  if (toolChoice === 'required') return callSomething(scene, understood);
  if (typeof toolChoice === 'string' || toolChoice.type !== 'function') return undefined;
  const tool = tools.find(({ name }) => name === toolChoice.name);
  return tool && callThis(scene, tool);
}

/** Calls what was asked for, else what comes nearest, else whatever needs nothing and harms nothing. */
function callSomething(scene: Scene, understood: Understood | undefined): Step | undefined {
  if (understood !== undefined && isCall(understood.intent)) return act(scene, understood);
  const guess = scene.catalogue.guess(scene.request.text, scene.now)?.understood;
  if (guess !== undefined && guess.intent.risk !== 'careful') return act(scene, guess);
  const harmless = scene.catalogue.intents
    .filter(isCall)
    .find((intent) => intent.risk === 'harmless' && intent.action.required.length === 0);
  return harmless && act(scene, withoutValues(harmless));
}

function callThis(scene: Scene, tool: FunctionTool): Step {
  const own = createCatalogue([tool]);
  const { text } = scene.request;
  const exact = own.understand(text, scene.now);
  const best = [exact, own.guess(text, scene.now)?.understood].find(
    (candidate) => candidate !== undefined && isCall(candidate.intent),
  );
  const first = own.intents.find(isCall);
  const understood = best ?? (first && withoutValues(first));
  if (understood === undefined) return say(replies.cannotFill(tool.name));
  return act(scene, withWholeText(understood, text));
}

/** When only one text is missing, the whole sentence is that text. */
function withWholeText(understood: Understood, text: string): Understood {
  const { action } = understood.intent;
  if (action.type !== 'call' || text === '') return understood;
  const missing = action.required.filter((slot) => !Object.hasOwn(understood.values, slot.name));
  const [slot] = missing;
  if (slot === undefined || missing.length > 1 || !slot.type.free) return understood;
  return { ...understood, values: { ...understood.values, [slot.name]: text } };
}

const withoutValues = (intent: CallIntent): Understood => ({ intent, values: {}, filled: [] });
