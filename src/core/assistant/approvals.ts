import type { RealtimeSession } from '#realtime/index.ts';
import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { ApprovalRequest } from '#shared/bridge/state.ts';
import type { AppStore } from '../bridge/app-store.ts';
import { plainText, visibleText } from '../text/plain-text.ts';
import type { ToolPlan } from '../tools/tool-spec.ts';

/** Questions that wait for a click or a key. A voice is no answer: anybody in the room has one. */
export type Approvals = {
  /** Shows the question and has it spoken; refuses the call when too many are open already. */
  ask(request: { readonly callId: string; readonly toolName: string; readonly timeoutMs: number }): void;
  /** Throws `not_found` when the question is not open any more. */
  decide(id: string, allow: boolean): void;
  /** The call goes on or has ended, whoever decided. */
  close(callId: string): void;
  /** The session is gone, and the calls with it. */
  closeAll(): void;
};

export type ApprovalsParts = {
  readonly store: AppStore;
  readonly clock: Clock;
  readonly planOf: (callId: string) => ToolPlan | undefined;
  readonly session: () => RealtimeSession | undefined;
  readonly say: (sentence: string) => void;
};

/** More questions at once nobody can answer. */
const MAX_OPEN = 10;

export function createApprovals({ store, clock, planOf, session, say }: ApprovalsParts): Approvals {
  const publish = (approvals: readonly ApprovalRequest[]): void => {
    if (approvals.length !== store.snapshot.approvals.length) store.publish({ type: 'approvals', approvals });
  };
  return {
    ask({ callId, toolName, timeoutMs }) {
      if (store.snapshot.approvals.length >= MAX_OPEN) {
        session()?.reject(callId, { message: TOO_MANY });
        return;
      }
      const plan = planOf(callId);
      const question = plainText(plan?.question ?? `Shall I run ${toolName.replaceAll('_', ' ')}?`);
      const detail = visibleText(plan?.detail ?? '');
      const expiresAt = clock.wallTime() + timeoutMs;
      const request = { id: callId, tool: toolName, question, detail, expiresAt };
      publish([...store.snapshot.approvals, request]);
      say(`${question} Please press yes or no.`);
    },
    decide(id, allow) {
      const current = session();
      const known = allow ? current?.approve(id) : current?.reject(id, { message: REFUSED });
      if (known !== true) {
        throw new HarkError('not_found', 'That question is not open any more.', {
          kept: 'Nothing was done.',
        });
      }
    },
    close: (callId) => publish(store.snapshot.approvals.filter((approval) => approval.id !== callId)),
    closeAll: () => publish([]),
  };
}

/** What the model is told about a no. */
const REFUSED = JSON.stringify({ speech: 'All right, I did not do that.', denied: true });
const TOO_MANY = JSON.stringify({ speech: 'Too many questions are open already.', denied: true });
