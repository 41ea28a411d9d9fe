import { expect, it } from 'vitest';
import { createTools, type ToolServices } from '#core/tools/catalog.ts';
import { argumentsOf } from '#engine/brain/intents/tool-arguments.ts';
import { jsonSchemaOf } from '#realtime/tools/tool-parameters.ts';
import type { FunctionTool } from '#shared/wire/tools.ts';
import { harkTools } from './hark-tools.ts';

it('the tools the brain is tested with are the tools the app has', () => {
  const real = createTools({} as ToolServices).map(
    ({ name, parameters }): FunctionTool => ({
      type: 'function',
      name,
      parameters: jsonSchemaOf(name, parameters),
    }),
  );
  const shape = (tools: readonly FunctionTool[]) =>
    new Map(tools.map((tool) => [tool.name, argumentsOf(tool)]));
  expect(shape(harkTools)).toEqual(shape(real));
});
