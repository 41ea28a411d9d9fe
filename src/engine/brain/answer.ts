import { act } from './act.ts';
import { canBeHeardAlone, type RequiredSlot } from './intents/intent.ts';
import { answerLead } from './listening.ts';
import { matchContext } from './phrase/match.ts';
import { optional, sequence } from './phrase/pattern.ts';
import type { SlotValue } from './phrase/slot-type.ts';
import { replies } from './replies.ts';
import { isSureEnough, type Pending, type Scene, type Step, say } from './scene.ts';
import { readWhole, type Understood } from './understanding.ts';

/**
 * Takes what was said as the answer to the open question. `undefined` when it was something else, which is then answered
 * in its own right.
 */
export function answerQuestion(
  pending: Pending,
  understood: Understood | undefined,
  scene: Scene,
): Step | undefined {
  const action = understood?.intent.action;
  const topic = action?.type === 'talk' ? action.topic : undefined;
  if (topic === 'no' || topic === 'stop') return say(replies.dropped);
  if (pending.type === 'confirmation') {
    return topic === 'yes' ? act(scene, pending.understood) : undefined;
  }
  return fillSlot(pending, action?.type === 'call' || topic === 'help', scene);
}

function fillSlot(
  pending: Extract<Pending, { type: 'slot' }>,
  isAnotherCommand: boolean,
  scene: Scene,
): Step | undefined {
  const { slot, understood } = pending;
  const { text } = scene.request;
  if (slot.type.free && isAnotherCommand) return undefined;
  const value = readAnswer(slot, text, scene.now);
  if (value === undefined) {
    return isAnotherCommand ? undefined : say(replies.askAgain(slot.question), { ...pending, after: text });
  }
  if (!isSureEnough(scene, understood.intent.risk)) {
    return say(replies.askAgain(slot.question), { ...pending, after: text });
  }
  return act(scene, { ...understood, values: { ...understood.values, [slot.name]: value } });
}

/** The value of an answer to a slot's question: "in london" to "Which city?". */
function readAnswer(slot: RequiredSlot, source: string, now: Date): SlotValue | undefined {
  const context = matchContext(source, now);
  if (!canBeHeardAlone(slot)) return context.read(slot.type, 0, context.text.tokens.length)?.value;
  const pattern = sequence([optional(answerLead), { kind: 'slot', slot }]);
  return readWhole(pattern, context, 0)?.filled[0]?.value;
}
