import { canBeHeardAlone, type RequiredSlot, type Risk, type TalkTopic } from './intents/intent.ts';
import { replies } from './replies.ts';
import { isSureEnough, type Scene, type Step, say } from './scene.ts';
import { lastAnswer } from './turn.ts';
import type { Understood } from './understanding.ts';

/** Does what was understood: answers, calls the tool, or asks for what is missing. Nothing runs that was heard unsurely. */
export function act(scene: Scene, understood: Understood): Step {
  const { intent, values } = understood;
  const { action } = intent;
  if (!isSureEnough(scene, riskOf(understood))) return say(replies.unsure(intent));
  if (action.type === 'talk') return say(talk(scene, action.topic));
  if (scene.context.toolChoice === 'none') return say(replies.toolsForbidden);
  const { tool, fixed, required } = action;
  const missing = required.find((slot) => !Object.hasOwn(values, slot.name));
  if (missing !== undefined) return ask(scene, understood, missing);
  return { output: { type: 'call', name: tool, arguments: JSON.stringify({ ...fixed, ...values }) } };
}

/** Guessed words fit any speech: hearing some proves little. */
function riskOf({ intent, filled }: Understood): Risk {
  const guessed = filled.some(({ slot }) => slot.type.approximate);
  return guessed && intent.risk === 'harmless' ? 'normal' : intent.risk;
}

function ask(scene: Scene, understood: Understood, slot: RequiredSlot): Step {
  const { request } = scene;
  const question =
    request.spoken && !canBeHeardAlone(slot)
      ? replies.askForSentence(slot.question, understood.intent.example)
      : slot.question;
  return say(question, { type: 'slot', after: request.text, understood, slot });
}

function talk({ context, catalogue }: Scene, topic: TalkTopic): string {
  switch (topic) {
    case 'help':
      return replies.help(catalogue.intents);
    case 'repeat':
      return lastAnswer(context.items) ?? replies.nothingToRepeat;
    case 'yes':
    case 'no':
      return replies.nothingToConfirm;
    case 'greet':
    case 'thanks':
    case 'goodbye':
    case 'identity':
    case 'stop':
      return replies[topic];
  }
}
