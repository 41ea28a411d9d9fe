import type { RealtimeSession } from '#realtime/index.ts';
import { createBoundedQueue } from '#shared/base/bounded-queue.ts';

/** Says sentences nobody asked for: a timer that rings, a question before an action. */
export type Announcer = {
  /** Says it as soon as somebody can and the person is not talking. */
  say(sentence: string): void;
  /** Something changed that a sentence may have waited for. */
  flush(): void;
};

export type AnnouncerParts = {
  /** The session to speak through, `undefined` while it is better to wait. */
  readonly speaker: () => RealtimeSession | undefined;
};

const MAX_WAITING = 5;

export function createAnnouncer({ speaker }: AnnouncerParts): Announcer {
  const waiting = createBoundedQueue<string>({ limit: MAX_WAITING, overflow: 'drop-oldest' });
  let sequence = 0;
  const flush = (): void => {
    for (let session = speaker(); session !== undefined && waiting.length > 0; session = speaker()) {
      sequence += 1;
      session.sendRaw(sayExactly(`announce_${sequence}`, waiting.shift() ?? ''));
    }
  };
  return {
    say(sentence) {
      waiting.push(sentence);
      flush();
    },
    flush,
  };
}

/**
 * A response to nothing but the result of a made-up call. A model that follows instructions reads the sentence out; the
 * offline engine speaks every result's `speech`. The answer joins the conversation like any other.
 */
export function sayExactly(
  callId: string,
  sentence: string,
): { readonly type: string; readonly [field: string]: unknown } {
  return {
    type: 'response.create',
    response: {
      instructions: `Say this sentence exactly as it stands, in the language it is in, and nothing else: ${sentence}`,
      tool_choice: 'none',
      input: [
        { type: 'function_call', call_id: callId, name: 'announce', arguments: '{}' },
        { type: 'function_call_output', call_id: callId, output: JSON.stringify({ speech: sentence }) },
      ],
    },
  };
}
