import { createTools, type ToolServices } from '#core/tools/catalog.ts';
import { jsonSchemaOf } from '#realtime/tools/tool-parameters.ts';
import type { FunctionTool } from '#shared/wire/tools.ts';

/** The declarations of Hark's own tools, as the app sends them. None is ever run here, so they get no services. */
export function harkTools(): readonly FunctionTool[] {
  return createTools({} as ToolServices).map(({ name, description, parameters }) => ({
    type: 'function',
    name,
    description,
    parameters: jsonSchemaOf(name, parameters),
  }));
}
