import { z } from 'zod';
import { openObject } from './open-object.ts';

/** Flat, unlike the nested shape of chat completions; `parameters` is a JSON Schema. */
const FunctionToolSchema = openObject({
  type: z.literal('function'),
  name: z.string().min(1).max(64),
  description: z.string().exactOptional(),
  parameters: z.record(z.string(), z.unknown()).exactOptional(),
});
export type FunctionTool = z.infer<typeof FunctionToolSchema>;

const ToolFilterSchema = openObject({
  read_only: z.boolean().exactOptional(),
  tool_names: z.array(z.string()).exactOptional(),
});

const McpToolSchema = openObject({
  type: z.literal('mcp'),
  server_label: z.string(),
  server_url: z.string().exactOptional(),
  connector_id: z.string().exactOptional(),
  tunnel_id: z.string().exactOptional(),
  authorization: z.string().exactOptional(),
  headers: z.record(z.string(), z.string()).nullable().exactOptional(),
  server_description: z.string().exactOptional(),
  allowed_tools: z
    .union([z.array(z.string()), ToolFilterSchema])
    .nullable()
    .exactOptional(),
  require_approval: z
    .union([
      z.enum(['always', 'never']),
      openObject({ always: ToolFilterSchema.exactOptional(), never: ToolFilterSchema.exactOptional() }),
    ])
    .nullable()
    .exactOptional(),
  allowed_callers: z.array(z.enum(['direct', 'programmatic'])).exactOptional(),
  defer_loading: z.boolean().exactOptional(),
});
export const ToolDefinitionSchema = z.discriminatedUnion('type', [FunctionToolSchema, McpToolSchema]);
export type ToolDefinition = z.infer<typeof ToolDefinitionSchema>;

export const ToolChoiceSchema = z.union([
  z.enum(['auto', 'none', 'required']),
  z.discriminatedUnion('type', [
    openObject({ type: z.literal('function'), name: z.string() }),
    openObject({
      type: z.literal('mcp'),
      server_label: z.string(),
      name: z.string().nullable().exactOptional(),
    }),
  ]),
]);
export type ToolChoice = z.infer<typeof ToolChoiceSchema>;
