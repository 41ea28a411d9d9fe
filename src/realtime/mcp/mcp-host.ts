import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeMcpCallItem } from '../history/items.ts';
import type { SessionEventBody } from '../session/session-events.ts';
import type { ApprovalDecision, Approvals } from '../tools/approvals.ts';
import { CallLedger } from '../tools/call-ledger.ts';
import type { Toolset } from '../tools/toolset.ts';
import { McpCatalogue } from './mcp-catalogue.ts';
import type { McpModelEvent, McpTool } from './mcp-events.ts';

export type McpHostOptions<TContext> = {
  readonly approvals: Approvals;
  /** What the agent that speaks can call. */
  readonly toolset: () => Toolset<TContext>;
  readonly activeResponseId: () => string | undefined;
  /** Answers a request for approval; the id of the answer's item. */
  readonly sendDecision: (approvalRequestId: string, decision: ApprovalDecision) => string;
  /** Asks for an answer to an item once the response that is running is done. */
  readonly requestResponse: (itemId: string) => void;
  readonly emit: (event: SessionEventBody<TContext>) => void;
  readonly onError: (error: HarkError) => void;
};

type ApprovalRequest = Extract<McpModelEvent, { type: 'mcp_approval_requested' }>;

/** The client's part of tools that the server runs: what there is, who says yes, and that results are spoken about. */
export class McpHost<TContext> {
  readonly #options: McpHostOptions<TContext>;
  readonly #catalogue = new McpCatalogue();
  readonly #requests = new CallLedger();
  readonly #completed = new CallLedger();
  /** Counts connections, to know which one a decision is for. */
  #connection = 0;

  constructor(options: McpHostOptions<TContext>) {
    this.#options = options;
  }

  get tools(): readonly McpTool[] {
    return this.#catalogue.available;
  }

  handle(event: McpModelEvent): void {
    switch (event.type) {
      case 'mcp_listing_started':
        this.#catalogue.handleListingStarted(event.itemId, event.serverLabel);
        break;
      case 'mcp_listed':
        this.#catalogue.handleListed(event.serverLabel, event.tools);
        this.handleToolsChanged();
        break;
      case 'mcp_listing_failed':
        this.#handleListingFailed(event.itemId);
        break;
      case 'mcp_approval_requested':
        this.#handleApprovalRequest(event);
        break;
      case 'mcp_call_completed':
        this.#handleCompleted(event.item);
        break;
    }
  }

  /** The connection is gone; the next server is asked for everything anew. */
  handleLost(): void {
    this.#connection += 1;
  }

  /** Another agent or another set of tools may use other servers. */
  handleToolsChanged(): void {
    const { agent, servers } = this.#options.toolset();
    if (!this.#catalogue.update(servers)) return;
    this.#options.emit({ type: 'mcp_tools_changed', agent, tools: this.tools });
  }

  #handleListingFailed(itemId: string): void {
    const serverLabel = this.#catalogue.handleListingFailed(itemId);
    if (serverLabel === undefined) return;
    const message = `The MCP server ${serverLabel} could not list its tools; the conversation goes on without them.`;
    this.#options.onError(new HarkError('server', message));
  }

  #handleApprovalRequest(request: ApprovalRequest): void {
    const { itemId: callId, name, arguments: args } = request;
    const entry = this.#requests.enter({ callId, name, arguments: args });
    if (entry === 'changed') {
      const message = `The server repeated approval request ${callId} with another call; it was not asked again.`;
      this.#options.onError(new HarkError('model', message));
    }
    if (entry === 'new') void this.#decide(request);
  }

  async #decide(request: ApprovalRequest): Promise<void> {
    const { approvals, sendDecision, requestResponse } = this.#options;
    const { agent } = this.#options.toolset();
    const { serverLabel, name: toolName } = request;
    const standing = approvals.standing({ agentName: agent.name, serverLabel, toolName });
    const connection = this.#connection;
    const decision = standing ?? (await this.#ask(request, agent));
    // The server that asked is gone, and so is its question.
    if (connection !== this.#connection) return;
    const itemId = sendDecision(request.itemId, decision);
    // The server goes on by itself after a yes; after a no somebody has to say so.
    if (!decision.approved) requestResponse(itemId);
  }

  #ask(request: ApprovalRequest, agent: Toolset<TContext>['agent']): Promise<ApprovalDecision> {
    const { approvals, activeResponseId, emit } = this.#options;
    const { itemId: callId, serverLabel, name: toolName } = request;
    // Nothing is known about what a foreign server does, so the worst is assumed.
    const call = {
      callId,
      toolName,
      serverLabel,
      arguments: parsed(request.arguments),
      risk: 'high',
    } as const;
    const responseId = activeResponseId() ?? '';
    return approvals.request({ ...call, agentName: agent.name }, () =>
      emit({ type: 'tool_approval_required', agent, responseId, ...call, timeoutMs: approvals.timeoutMs }),
    );
  }

  #handleCompleted(item: RealtimeMcpCallItem): void {
    const { itemId: callId, serverLabel, name: toolName, arguments: args, output, error = null } = item;
    if (this.#completed.enter({ callId, name: toolName, arguments: args }) !== 'new') return;
    const { agent } = this.#options.toolset();
    const call = { agent, serverLabel, toolName, callId, arguments: parsed(args) };
    this.#options.emit({ type: 'mcp_tool_call_completed', ...call, output, error });
    this.#options.requestResponse(callId);
  }
}

/** The model's JSON as a value, or the text as it is. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
