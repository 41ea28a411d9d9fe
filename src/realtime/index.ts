/** The public entry of the SDK; everything else in this folder is its inside. */
export { type ErrorReason, HarkError } from '#shared/base/errors.ts';
export {
  type AgentHooks,
  type AgentInstructions,
  type AgentPromptSource,
  RealtimeAgent,
  type RealtimeAgentOptions,
} from './agent/agent.ts';
export type { ConnectionState } from './connection/connection-state.ts';
export {
  type GuardrailInput,
  type GuardrailVerdict,
  type OutputGuardrail,
  type OutputGuardrailOptions,
  outputGuardrail,
} from './guardrails/output-guardrail.ts';
export { type HandoffOptions, type RealtimeHandoff, realtimeHandoff } from './handoffs/handoff.ts';
export type {
  ContentAddress,
  HistoryPatch,
  ItemStatus,
  MessageContent,
  RealtimeItem,
  RealtimeMcpCallItem,
  RealtimeMessageItem,
  RealtimeToolCallItem,
} from './history/items.ts';
export { type HostedMcpTool, hostedMcpTool, type McpToolFilter } from './mcp/hosted-mcp-tool.ts';
export type { McpModelEvent, McpTool } from './mcp/mcp-events.ts';
export type { McpServer, McpServerTool } from './mcp/mcp-server.ts';
export type { ApiKey, CodecName, ModelConnectOptions, RealtimeModel, ServerUrl } from './model/model.ts';
export type { EffectiveSettings, ModelEvent, ModelProblem, ResponseOutcome } from './model/model-events.ts';
export type {
  AgentPrompt,
  ModelInput,
  ModelRequest,
  ModelSettings,
  NewItem,
  RawClientMessage,
  ToolDefinition,
} from './model/model-inputs.ts';
export { OpenAIRealtimeWebSocketModel } from './openai/websocket-model.ts';
export {
  type PlaybackProgress,
  type PlayedReport,
  RealtimePlaybackTracker,
} from './playback/playback-tracker.ts';
export { RealtimeRunner } from './runner.ts';
export type {
  FlushPlayback,
  RealtimeModelConfig,
  RealtimeRunConfig,
  RealtimeRunnerOptions,
  RunOptions,
} from './runner-options.ts';
export type { RealtimeSession, UserMessage } from './session/session-api.ts';
export type {
  RealtimeSessionEvent,
  RealtimeSessionEventOf,
  RealtimeSessionEventType,
} from './session/session-events.ts';
export type { RealtimeUsage } from './session/usage.ts';
export type { RealtimeSettings } from './settings/session-settings.ts';
export {
  DEFAULT_SESSION_SETTINGS,
  type RealtimeSessionSettings,
  type RealtimeSessionSettingsInput,
} from './settings/settings.ts';
export type { RealtimeAudioFormat, RealtimeTurnDetection } from './settings/settings-schema.ts';
export type { PendingApproval, RejectOptions } from './tools/approvals.ts';
export { type BackgroundResult, backgroundResult } from './tools/background-result.ts';
export {
  type RealtimeTool,
  type ToolArguments,
  type ToolContext,
  type ToolOptions,
  type ToolRespond,
  type ToolRisk,
  type ToolScope,
  tool,
} from './tools/tool.ts';
export type {
  ToolGuardrailInput,
  ToolGuardrailVerdict,
  ToolInputGuardrail,
  ToolOutputGuardrail,
} from './tools/tool-guardrail.ts';
export type { ToolOutcome } from './tools/tool-outcome.ts';
export type { JsonSchema } from './tools/tool-parameters.ts';
export type { ToolThreadContext } from './tools/worker/messages.ts';
export { createToolWorker, type ToolWorker, type ToolWorkerOptions } from './tools/worker/tool-worker.ts';
export { createJsonLinesExporter, type JsonLinesExporter } from './tracing/json-lines.ts';
export type { Span, SpanExporter } from './tracing/span.ts';
