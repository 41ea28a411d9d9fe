import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';

/** A tool call that waits for a person's yes or no. */
export type PendingApproval = {
  readonly callId: string;
  readonly toolName: string;
  readonly arguments: unknown;
};

type Decision =
  | { readonly approved: true }
  /** `message` is what the model is told. */
  | { readonly approved: false; readonly message: string; readonly by: 'person' | 'timeout' | 'close' };

export type Approvals = {
  /** Resolves with the decision, with a no after the time-out. */
  request(pending: PendingApproval): Promise<Decision>;
  /** False when nothing waits under this id: unknown, or decided already. */
  approve(callId: string): boolean;
  reject(callId: string, message?: string): boolean;
  readonly pending: readonly PendingApproval[];
  /** Denies everything that still waits. */
  close(): void;
};

const NOT_APPROVED = 'Tool execution was not approved.';
const NOT_IN_TIME = 'Nobody approved the tool in time, so it was not run.';
const CLOSED = 'The session closed before the tool was approved.';

/** Decisions about tool calls; the conversation goes on while one is pending. */
export function createApprovals(clock: Clock, timeoutMs: number): Approvals {
  const waiting = new Map<string, { pending: PendingApproval; decide: (decision: Decision) => void }>();
  const decide = (callId: string, decision: Decision): boolean => {
    const entry = waiting.get(callId);
    waiting.delete(callId);
    entry?.decide(decision);
    return entry !== undefined;
  };
  return {
    request(pending) {
      const deferred = createDeferred<Decision>();
      const cancelTimer = clock.after(timeoutMs, () =>
        decide(pending.callId, { approved: false, message: NOT_IN_TIME, by: 'timeout' }),
      );
      waiting.set(pending.callId, {
        pending,
        decide: (decision) => {
          cancelTimer();
          deferred.resolve(decision);
        },
      });
      return deferred.promise;
    },
    approve: (callId) => decide(callId, { approved: true }),
    reject: (callId, message = NOT_APPROVED) => decide(callId, { approved: false, message, by: 'person' }),
    get pending() {
      return [...waiting.values()].map((entry) => entry.pending);
    },
    close() {
      for (const callId of [...waiting.keys()]) {
        decide(callId, { approved: false, message: CLOSED, by: 'close' });
      }
    },
  };
}
