import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { HarkError } from '#shared/base/errors.ts';
import { canonicalJson } from './call-ledger.ts';
import { toOutputText } from './output-text.ts';
import type { ToolRisk } from './tool.ts';

/** A tool call that waits for a person's yes or no. */
export type PendingApproval = {
  readonly callId: string;
  /** Whose call it is. */
  readonly agentName: string;
  readonly toolName: string;
  readonly arguments: unknown;
  readonly risk: ToolRisk;
  /** The MCP server that would run it; absent for tools of our own. */
  readonly serverLabel?: string;
  /** Which connection of the session the call came over, counted from 1: ids may come back on the next one. */
  readonly connection: number;
};

/** Which calls a standing decision is about. */
export type ApprovalSubject = Pick<PendingApproval, 'agentName' | 'toolName' | 'serverLabel'>;

export type ApprovalDecision =
  | { readonly approved: true }
  /** `message` is what the model is told. */
  | { readonly approved: false; readonly message: string };

export type RejectOptions = {
  /** What the model is told; a fixed sentence by default. */
  readonly message?: string;
  /** Refuses every call of this tool by this agent from now on, and those that wait. */
  readonly always?: boolean;
};

export type Approvals = {
  /** How long a call waits, ms. */
  readonly timeoutMs: number;
  /**
   * Resolves with the decision, with a no after the time-out, and with a no at once when another call waits under this id.
   * `tell` is called when somebody has to decide.
   */
  request(call: Omit<PendingApproval, 'connection'>, tell: () => void): Promise<ApprovalDecision>;
  /** What was decided for all calls of a tool. */
  standing(subject: ApprovalSubject): ApprovalDecision | undefined;
  /**
   * False when nothing waits under this id: unknown, or decided already. A whole approval is compared with what waits: throws
   * `denied` when agent, tool, arguments or connection differ.
   */
  approve(call: string | PendingApproval, options?: { readonly always?: boolean }): boolean;
  reject(call: string | PendingApproval, options?: RejectOptions): boolean;
  readonly pending: readonly PendingApproval[];
  /** The connection is gone. Calls of our own tools are carried to the next one; what a server asked for dies with it. */
  handleLost(): void;
  /** Denies everything that still waits. */
  close(): void;
};

type Waiting = {
  readonly pending: PendingApproval;
  readonly fingerprint: string;
  readonly decide: (decision: ApprovalDecision) => void;
};

/** How long a person may take, ms. */
const DEFAULT_TIMEOUT_MS = 60_000;

const NOT_APPROVED = 'Tool execution was not approved.';
const NOT_IN_TIME = 'Nobody approved the tool in time, so it was not run.';
const LOST = 'The connection was lost before the tool was approved, so it was not run.';
const ID_TAKEN = 'Another tool call waits under the same id, so this one was not run.';
const CLOSED = 'The session closed before the tool was approved.';

/** Decisions about tool calls; the conversation goes on while one is pending. */
export function createApprovals(clock: Clock, timeoutMs = DEFAULT_TIMEOUT_MS): Approvals {
  const waiting = new Map<string, Waiting>();
  const standing = new Map<string, ApprovalDecision>();
  let connection = 1;

  const settle = (callId: string, decision: ApprovalDecision): void => {
    const entry = waiting.get(callId);
    waiting.delete(callId);
    entry?.decide(decision);
  };
  const decide = (call: string | PendingApproval, decision: ApprovalDecision, always: boolean): boolean => {
    const entry = waiting.get(typeof call === 'string' ? call : call.callId);
    if (entry === undefined) return false;
    if (typeof call !== 'string' && fingerprintOf(call) !== entry.fingerprint) throw differs(call);
    settle(entry.pending.callId, decision);
    if (always) stand(subjectKey(entry.pending), decision);
    return true;
  };
  const stand = (key: string, decision: ApprovalDecision): void => {
    standing.set(key, decision);
    for (const { pending } of [...waiting.values()]) {
      if (subjectKey(pending) === key) settle(pending.callId, decision);
    }
  };
  const denyAll = (message: string, concerns: (pending: PendingApproval) => boolean): void => {
    for (const { pending } of [...waiting.values()]) {
      if (concerns(pending)) settle(pending.callId, { approved: false, message });
    }
  };

  return {
    timeoutMs,
    request(call, tell) {
      if (waiting.has(call.callId)) return Promise.resolve({ approved: false, message: ID_TAKEN });
      const pending = { ...call, connection };
      const deferred = createDeferred<ApprovalDecision>();
      const cancelTimer = clock.after(timeoutMs, () =>
        settle(call.callId, { approved: false, message: NOT_IN_TIME }),
      );
      waiting.set(call.callId, {
        pending,
        fingerprint: fingerprintOf(pending),
        decide: (decision) => {
          cancelTimer();
          deferred.resolve(decision);
        },
      });
      tell();
      return deferred.promise;
    },
    standing: (subject) => standing.get(subjectKey(subject)),
    approve: (call, { always = false } = {}) => decide(call, { approved: true }, always),
    reject: (call, { message = NOT_APPROVED, always = false } = {}) =>
      decide(call, { approved: false, message }, always),
    get pending() {
      return [...waiting.values()].map((entry) => entry.pending);
    },
    handleLost() {
      connection += 1;
      denyAll(LOST, ({ serverLabel }) => serverLabel !== undefined);
    },
    close: () => denyAll(CLOSED, () => true),
  };
}

function subjectKey({ agentName, toolName, serverLabel }: ApprovalSubject): string {
  return JSON.stringify([agentName, serverLabel ?? null, toolName]);
}

/** Equal for the same call of the same agent over the same connection, whatever the order of its arguments. */
function fingerprintOf(approval: PendingApproval): string {
  const { callId, connection } = approval;
  const args = canonicalJson(toOutputText(approval.arguments));
  return JSON.stringify([connection, callId, subjectKey(approval), args]);
}

function differs({ callId, toolName }: PendingApproval): HarkError {
  return new HarkError('denied', `The approval of ${toolName} is not the one that waits as ${callId}.`, {
    kept: 'The call still waits.',
    action: 'Look at what waits and decide again.',
  });
}
