import type { Item } from '#shared/wire/items.ts';
import type { ResponseStatus, StatusDetails } from '#shared/wire/response.ts';
import type { Entry } from '../conversation/conversation.ts';
import { type Tokens, tokensOf, usageOf } from '../protocol/usage.ts';
import {
  createMessageWriter,
  type ItemPlace,
  type MessageWriter,
  type MessageWriterOptions,
} from './message-writer.ts';
import { describePlan } from './response-plan.ts';

/** A generous constant, so that clients that show limits have something to show (§14.13). */
const RATE_LIMITS = [
  { name: 'requests', limit: 10_000, remaining: 10_000, reset_seconds: 0 },
  { name: 'tokens', limit: 1_000_000, remaining: 1_000_000, reset_seconds: 0 },
];

/**
 * Writes the events of one response in the order of §8: created, then items one after the other, each opened and closed,
 * then done. Whatever is asked of it after `finish` does nothing, so a stage that comes late cannot speak for a stale turn.
 */
export type ResponseWriter = {
  /** Adds words to the message being written, which is opened when there is none. */
  words(text: string): void;
  /** Adds sound, mono pcm16 at 24 kHz, to the message being written. */
  sound(samples: Int16Array): void;
  call(name: string, args: string): void;
  /** Closes what is open and ends the response; only the first call counts. */
  finish(status: Exclude<ResponseStatus, 'in_progress'>, details: StatusDetails | null): void;
  readonly finished: boolean;
  /** Length of all the sound written, ms. */
  readonly audioMs: number;
};

export type ResponseWriterOptions = Omit<MessageWriterOptions, 'add'>;

/** Announces the response; the rest follows by its methods. */
export function startResponse(options: ResponseWriterOptions): ResponseWriter {
  const { plan, emit, ids } = options;
  const output: Entry[] = [];
  let message: MessageWriter | undefined;
  let finished = false;

  const describe = (status: ResponseStatus, details: StatusDetails | null) => ({
    ...describePlan(plan),
    status,
    status_details: details,
    output: output.map(({ item }) => item),
  });
  const add = (entry: Entry): ItemPlace => {
    output.push(entry);
    return {
      outputIndex: output.length - 1,
      previousItemId: plan.conversation?.insert(entry) ?? null,
    };
  };
  const closeMessage = (status: 'completed' | 'incomplete'): void => {
    message?.close(status);
    message = undefined;
  };
  const openMessage = (): MessageWriter => {
    message ??= createMessageWriter({ ...options, add });
    return message;
  };
  emit({ type: 'response.created', response: { ...describe('in_progress', null), usage: null } });
  emit({ type: 'rate_limits.updated', rate_limits: RATE_LIMITS });
  return {
    words(text) {
      if (!finished) openMessage().words(text);
    },
    sound(samples) {
      if (!finished) openMessage().sound(samples);
    },
    call(name, args) {
      if (finished) return;
      closeMessage('completed');
      writeCall({ plan, emit, ids, add }, name, args);
    },
    finish(status, details) {
      if (finished) return;
      closeMessage(status === 'completed' ? 'completed' : 'incomplete');
      finished = true;
      const usage = usageOf(plan.instructions, plan.context.map(tokensOfEntry), output.map(tokensOfEntry));
      emit({ type: 'response.done', response: { ...describe(status, details), usage } });
    },
    get finished() {
      return finished;
    },
    get audioMs() {
      return output.reduce((sum, { audio }) => sum + (audio?.durationMs ?? 0), 0);
    },
  };
}

function tokensOfEntry({ item, audio }: Entry): Tokens {
  return tokensOf(item, audio?.durationMs ?? 0);
}

/** A call is written in one go (§8.5): its arguments are known whole, so no cancel can cut it in two. */
function writeCall(
  { plan, emit, ids, add }: Omit<MessageWriterOptions, 'shelf'>,
  name: string,
  args: string,
): void {
  const call = {
    id: ids.next('item'),
    object: 'realtime.item',
    type: 'function_call',
    call_id: ids.next('call'),
    name,
  } as const;
  const opened: Item = { ...call, status: 'in_progress', arguments: '' };
  const closed: Item = { ...call, status: 'completed', arguments: args };
  const entry: Entry = { id: call.id, item: closed };
  const { outputIndex, previousItemId } = add(entry);
  const place = { response_id: plan.id, output_index: outputIndex };
  const listed = plan.conversation !== undefined;
  emit({ type: 'response.output_item.added', ...place, item: opened });
  if (listed) emit({ type: 'conversation.item.added', previous_item_id: previousItemId, item: opened });
  const at = { ...place, item_id: call.id, call_id: call.call_id };
  emit({ type: 'response.function_call_arguments.delta', ...at, delta: args });
  emit({ type: 'response.function_call_arguments.done', ...at, name, arguments: args });
  if (listed) emit({ type: 'conversation.item.done', previous_item_id: previousItemId, item: closed });
  emit({ type: 'response.output_item.done', ...place, item: closed });
}
