import { type HostedMcpTool, isHostedMcpTool } from '../mcp/hosted-mcp-tool.ts';
import type { ModelSettings, ToolDefinition } from '../model/model-inputs.ts';
import type { RealtimeSessionSettings } from '../settings/settings.ts';
import { encodeHostedMcpTool } from './encode-mcp.ts';
import {
  encodeToolChoice,
  encodeTracing,
  encodeTruncation,
  encodeTurnDetection,
  withProviderData,
} from './encode-session.ts';
import { type ClientShape, encodeContent } from './encode-shape.ts';
import type { Json } from './json.ts';

/** The shape from before the protocol was declared stable (protocol reference §11). */
export const BETA_SHAPE: ClientShape = {
  encodeSession,
  encodeContent: (content) =>
    content.type === 'output_text' ? { type: 'text', text: content.text } : encodeContent(content),
  encodeParams,
};

/** Flat. What the beta never had keeps its current name: a server that does not know it says so. */
function encodeSession(settings: ModelSettings): Json {
  const session = {
    modalities: settings.outputModalities && betaModalities(settings.outputModalities),
    instructions: settings.instructions,
    prompt: settings.prompt,
    voice: settings.voice,
    speed: settings.speed,
    input_audio_format: settings.inputAudioFormat,
    output_audio_format: settings.outputAudioFormat,
    input_audio_transcription: settings.inputAudioTranscription,
    input_audio_noise_reduction: settings.inputAudioNoiseReduction,
    turn_detection: settings.turnDetection && encodeTurnDetection(settings.turnDetection),
    tools: settings.tools?.map(encodeTool),
    tool_choice: encodeChoice(settings.toolChoice),
    parallel_tool_calls: settings.parallelToolCalls,
    reasoning: settings.reasoning,
    max_response_output_tokens: settings.maxOutputTokens,
    truncation: encodeTruncation(settings.truncation),
    include: settings.include,
    tracing: encodeTracing(settings.tracing),
  };
  return withProviderData(session, settings);
}

/** The beta refuses `audio` alone. */
function betaModalities(modalities: readonly unknown[]): readonly string[] {
  return modalities.includes('audio') ? ['audio', 'text'] : ['text'];
}

/** Beta-shape servers disagree on where a function is described: nested (Qwen) or beside the type. Both are filled in. */
function encodeTool(tool: ToolDefinition | HostedMcpTool): Json {
  if (isHostedMcpTool(tool)) return encodeHostedMcpTool(tool);
  const { name, description, parameters } = tool;
  const described = { name, description, parameters };
  return { type: 'function', ...described, function: described };
}

function encodeChoice(choice: RealtimeSessionSettings['toolChoice']): unknown {
  if (typeof choice !== 'object' || choice.type !== 'function') return encodeToolChoice(choice);
  return { type: 'function', name: choice.name, function: { name: choice.name } };
}

/** Overrides written in the current shape; names that are the beta's own already pass. */
function encodeParams(params: Json): Json {
  const { output_modalities: modalities, max_output_tokens: maxTokens, ...sameInBoth } = params;
  return {
    ...(Array.isArray(modalities) ? { modalities: betaModalities(modalities) } : {}),
    ...(maxTokens === undefined ? {} : { max_response_output_tokens: maxTokens }),
    ...sameInBoth,
  };
}
