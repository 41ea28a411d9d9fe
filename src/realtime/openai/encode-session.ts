import { type HostedMcpTool, isHostedMcpTool } from '../mcp/hosted-mcp-tool.ts';
import type { ModelSettings, ToolDefinition } from '../model/model-inputs.ts';
import { mergeDeep } from '../settings/merge-settings.ts';
import type { RealtimeSessionSettings } from '../settings/settings.ts';
import type { RealtimeAudioFormat, RealtimeTurnDetection } from '../settings/settings-schema.ts';
import { encodeHostedMcpTool } from './encode-mcp.ts';
import type { Json } from './json.ts';

const FORMATS: Readonly<Record<RealtimeAudioFormat, Json>> = {
  pcm16: { type: 'audio/pcm', rate: 24_000 },
  g711_ulaw: { type: 'audio/pcmu' },
  g711_alaw: { type: 'audio/pcma' },
};

/** Settings as `session` of a session.update (protocol reference §3); what is absent stays absent. */
export function encodeSession(settings: ModelSettings): Json {
  const session = {
    type: 'realtime',
    output_modalities: settings.outputModalities,
    instructions: settings.instructions,
    prompt: settings.prompt,
    audio: section({ input: encodeInput(settings), output: encodeOutput(settings) }),
    tools: settings.tools?.map(encodeTool),
    tool_choice: encodeToolChoice(settings.toolChoice),
    parallel_tool_calls: settings.parallelToolCalls,
    reasoning: settings.reasoning,
    max_output_tokens: settings.maxOutputTokens,
    truncation: encodeTruncation(settings.truncation),
    include: settings.include,
    tracing: encodeTracing(settings.tracing),
  };
  return withProviderData(session, settings);
}

/** The caller's own fields come last; of a section they change only what they name. */
export function withProviderData(session: Json, { providerData }: ModelSettings): Json {
  return providerData === undefined ? session : (mergeDeep(session, providerData) as Json);
}

function encodeInput(settings: ModelSettings): Json | undefined {
  return section({
    format: settings.inputAudioFormat && FORMATS[settings.inputAudioFormat],
    noise_reduction: settings.inputAudioNoiseReduction,
    transcription: settings.inputAudioTranscription,
    turn_detection: settings.turnDetection && encodeTurnDetection(settings.turnDetection),
  });
}

function encodeOutput(settings: ModelSettings): Json | undefined {
  return section({
    format: settings.outputAudioFormat && FORMATS[settings.outputAudioFormat],
    voice: settings.voice,
    speed: settings.speed,
  });
}

/** Absent when nothing is in it: a patch names only what changes. */
function section(fields: Json): Json | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}

/** Keys we do not know are a vendor's and travel as they are. */
export function encodeTurnDetection(detection: RealtimeTurnDetection): Json | null {
  const {
    prefixPaddingMs,
    silenceDurationMs,
    createResponse,
    interruptResponse,
    idleTimeoutMs,
    ...sameOnTheWire
  } = detection;
  return {
    prefix_padding_ms: prefixPaddingMs,
    silence_duration_ms: silenceDurationMs,
    create_response: createResponse,
    interrupt_response: interruptResponse,
    idle_timeout_ms: idleTimeoutMs,
    ...sameOnTheWire,
  };
}

function encodeTool(tool: ToolDefinition | HostedMcpTool): Json {
  if (isHostedMcpTool(tool)) return encodeHostedMcpTool(tool);
  const { name, description, parameters } = tool;
  return { type: 'function', name, description, parameters };
}

export function encodeToolChoice(choice: RealtimeSessionSettings['toolChoice']): unknown {
  if (typeof choice !== 'object' || choice.type !== 'mcp') return choice;
  return { type: 'mcp', server_label: choice.serverLabel, name: choice.name };
}

export function encodeTruncation(truncation: RealtimeSessionSettings['truncation']): unknown {
  if (typeof truncation !== 'object') return truncation;
  const postInstructions = truncation.tokenLimits?.postInstructions;
  return {
    type: 'retention_ratio',
    retention_ratio: truncation.retentionRatio,
    token_limits: section({ post_instructions: postInstructions }),
  };
}

export function encodeTracing(tracing: RealtimeSessionSettings['tracing']): unknown {
  if (typeof tracing !== 'object' || tracing === null) return tracing;
  return { workflow_name: tracing.workflowName, group_id: tracing.groupId, metadata: tracing.metadata };
}
