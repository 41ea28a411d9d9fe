import { HandoffRunner } from '../handoffs/handoff-runner.ts';
import { McpHost } from '../mcp/mcp-host.ts';
import { ToolRunner } from '../tools/tool-runner.ts';
import type { SessionEnvironment, SessionOwners } from './session-owners.ts';

const DEFAULT_TOOL_BARRIER_TIMEOUT_MS = 10_000;

/** Runs the tools of the agents, and hands the conversation over. */
export function createTools<TContext>(
  env: SessionEnvironment<TContext>,
  parts: Pick<SessionOwners<TContext>, 'approvals' | 'speakers' | 'sequencer' | 'unconfirmed'> & {
    readonly onAnswered: () => void;
  },
): ToolRunner<TContext> {
  const { approvals, speakers, sequencer, unconfirmed, onAnswered } = parts;
  const handoffs = new HandoffRunner<TContext>({
    clock: env.clock,
    closing: env.closing,
    context: env.context,
    switchTo: (agent) => speakers.switchTo(agent),
  });
  return new ToolRunner({
    clock: env.clock,
    context: env.context,
    approvals,
    barrierTimeoutMs: env.config.toolBarrierTimeoutMs ?? DEFAULT_TOOL_BARRIER_TIMEOUT_MS,
    toolsetOf: (responseId) => speakers.toolsetOf(responseId),
    sendOutput: (callId, output) => {
      const itemId = env.ids.next('item');
      const item = { type: 'tool_output', itemId, callId, output } as const;
      unconfirmed.create({ type: 'create_item', requestId: env.ids.next('event'), item });
      return itemId;
    },
    requestResponse: (answers) => sequencer.request({ answers, patient: true }),
    handOver: (call, handoff) => handoffs.handOver(call, handoff),
    onAnswered,
    emit: env.emit,
    onError: env.onError,
  });
}

/** Looks after the tools that the server runs by itself. */
export function createMcp<TContext>(
  env: SessionEnvironment<TContext>,
  parts: Pick<SessionOwners<TContext>, 'approvals' | 'speakers' | 'sequencer' | 'tools'>,
): McpHost<TContext> {
  const { approvals, speakers, sequencer, tools } = parts;
  return new McpHost({
    approvals,
    toolset: () => speakers.toolset,
    activeResponseId: () => sequencer.activeResponseId,
    sendDecision: (approvalRequestId, decision) => {
      const itemId = env.ids.next('item');
      const answer = { type: 'mcp_approval_response', itemId, approvalRequestId } as const;
      const item = decision.approved
        ? { ...answer, approve: true }
        : { ...answer, approve: false, reason: decision.message };
      env.model.send({ type: 'create_item', requestId: env.ids.next('event'), item });
      return itemId;
    },
    requestResponse: (itemId) => tools.handleServerCall(itemId, sequencer.activeResponseId),
    emit: env.emit,
    onError: env.onError,
  });
}
