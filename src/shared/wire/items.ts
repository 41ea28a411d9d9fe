import { z } from 'zod';
import { openObject } from './open-object.ts';

/** Informational: nothing is decided by it (reference/realtime-protocol.md §4). */
const ItemStatusSchema = z.enum(['completed', 'incomplete', 'in_progress']);

/** A client may leave these out; a server always fills them in. */
const common = {
  id: z.string().exactOptional(),
  object: z.literal('realtime.item').exactOptional(),
  status: ItemStatusSchema.exactOptional(),
};

const InputTextSchema = openObject({ type: z.literal('input_text'), text: z.string() });

const InputAudioSchema = openObject({
  type: z.literal('input_audio'),
  /** Base64 in the session's input format; only a retrieved item carries it. */
  audio: z.string().nullable().exactOptional(),
  transcript: z.string().nullable().exactOptional(),
});

const InputImageSchema = openObject({
  type: z.literal('input_image'),
  /** Data URI of a PNG or JPEG. */
  image_url: z.string(),
  detail: z.enum(['auto', 'low', 'high']).exactOptional(),
});

/** The short names `text` and `audio` are read too: OpenAI's own retrieved items use them (§4). */
const OutputTextSchema = openObject({ type: z.literal(['output_text', 'text']), text: z.string() });

const OutputAudioSchema = openObject({
  type: z.literal(['output_audio', 'audio']),
  audio: z.string().nullable().exactOptional(),
  transcript: z.string().nullable().exactOptional(),
});

const SystemMessageSchema = openObject({
  ...common,
  type: z.literal('message'),
  role: z.literal('system'),
  content: z.array(InputTextSchema),
});

const UserMessageSchema = openObject({
  ...common,
  type: z.literal('message'),
  role: z.literal('user'),
  content: z.array(z.discriminatedUnion('type', [InputTextSchema, InputAudioSchema, InputImageSchema])),
});
export type UserMessage = z.infer<typeof UserMessageSchema>;

const AssistantMessageSchema = openObject({
  ...common,
  type: z.literal('message'),
  role: z.literal('assistant'),
  content: z.array(z.discriminatedUnion('type', [OutputTextSchema, OutputAudioSchema])),
});
export type AssistantMessage = z.infer<typeof AssistantMessageSchema>;

const MessageSchema = z.discriminatedUnion('role', [
  SystemMessageSchema,
  UserMessageSchema,
  AssistantMessageSchema,
]);
export type Message = z.infer<typeof MessageSchema>;

const FunctionCallSchema = openObject({
  ...common,
  type: z.literal('function_call'),
  name: z.string(),
  /** JSON text. */
  arguments: z.string(),
  call_id: z.string().exactOptional(),
});
export type FunctionCall = z.infer<typeof FunctionCallSchema>;

const FunctionCallOutputSchema = openObject({
  ...common,
  type: z.literal('function_call_output'),
  call_id: z.string(),
  output: z.string(),
});
export type FunctionCallOutput = z.infer<typeof FunctionCallOutputSchema>;

const McpListToolsSchema = openObject({
  ...common,
  type: z.literal('mcp_list_tools'),
  server_label: z.string(),
  tools: z.array(
    openObject({
      name: z.string(),
      input_schema: z.unknown(),
      description: z.string().nullable().exactOptional(),
      annotations: z.unknown().exactOptional(),
    }),
  ),
});
export type McpListTools = z.infer<typeof McpListToolsSchema>;

const McpCallSchema = openObject({
  ...common,
  type: z.literal('mcp_call'),
  server_label: z.string(),
  name: z.string(),
  arguments: z.string(),
  approval_request_id: z.string().nullable().exactOptional(),
  output: z.string().nullable().exactOptional(),
  error: openObject({
    type: z.string(),
    code: z.number().exactOptional(),
    message: z.string(),
  })
    .nullable()
    .exactOptional(),
});

const McpApprovalRequestSchema = openObject({
  ...common,
  type: z.literal('mcp_approval_request'),
  server_label: z.string(),
  name: z.string(),
  arguments: z.string(),
});

const McpApprovalResponseSchema = openObject({
  ...common,
  type: z.literal('mcp_approval_response'),
  approval_request_id: z.string(),
  approve: z.boolean(),
  reason: z.string().nullable().exactOptional(),
});

/** One entry of a conversation. Audio bytes never travel in it except in conversation.item.retrieved. */
export const ItemSchema = z.discriminatedUnion('type', [
  MessageSchema,
  FunctionCallSchema,
  FunctionCallOutputSchema,
  McpListToolsSchema,
  McpCallSchema,
  McpApprovalRequestSchema,
  McpApprovalResponseSchema,
]);
export type Item = z.infer<typeof ItemSchema>;

/** Names an item of the conversation; only inside `input` of a response.create. */
export const ItemReferenceSchema = openObject({ type: z.literal('item_reference'), id: z.string() });
