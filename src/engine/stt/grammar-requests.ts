import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { type ErrorData, HarkError } from '#shared/base/errors.ts';
import type { Grammar } from '../stages.ts';
import type { SttReply, SttRequest } from './protocol.ts';

type GrammarReply = Extract<SttReply, { type: 'grammar_set' | 'grammar_refused' }>;

/** The host's side of setting grammars: what was asked, and which one a new worker has to be given. */
export type GrammarRequests = {
  /** Settles with the worker's answer. */
  add(id: number, grammar: Grammar): Promise<void>;
  settle(reply: GrammarReply): void;
  /** All that are still unanswered. */
  fail(error: HarkError): void;
  /** The request that sets the grammar in use again; none when there is none yet. */
  current(): SttRequest[];
};

/** Its answer interests nobody. */
const RESTORE_ID = 0;

export function createGrammarRequests(): GrammarRequests {
  const pending = new Map<number, { readonly grammar: Grammar; readonly result: Deferred<void> }>();
  // Only a grammar that a worker has accepted: one that crashes it must not be set again.
  let inUse: Grammar | undefined;
  return {
    add(id, grammar) {
      const result = createDeferred<void>();
      pending.set(id, { grammar, result });
      return result.promise;
    },
    settle(reply) {
      const request = pending.get(reply.id);
      pending.delete(reply.id);
      if (request === undefined) return;
      if (reply.type === 'grammar_refused') return request.result.reject(fromErrorData(reply.error));
      inUse = request.grammar;
      request.result.resolve();
    },
    fail(error) {
      const requests = [...pending.values()];
      pending.clear();
      for (const { result } of requests) result.reject(error);
    },
    current: () => (inUse === undefined ? [] : [{ type: 'grammar', id: RESTORE_ID, grammar: inUse }]),
  };
}

function fromErrorData({ reason, message, ...options }: ErrorData): HarkError {
  return new HarkError(reason, message, options);
}
