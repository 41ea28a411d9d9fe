import type { FunctionTool } from '#shared/wire/tools.ts';
import { speakableWords } from '../text/speakable.ts';

/** One argument of a tool, as far as its JSON schema tells. */
export type ToolArgument = {
  readonly name: string;
  /** The name as words: "cityName" is "city name". */
  readonly words: string;
  readonly required: boolean;
  readonly kind: 'text' | 'number' | 'integer' | 'boolean' | 'list' | 'other';
  readonly format: string | undefined;
  /** The values of a closed list. */
  readonly values: readonly (string | number)[] | undefined;
};

/** The arguments a tool's JSON schema declares, in its order. Tools come from strangers: nothing about the shape is trusted. */
export function argumentsOf(tool: FunctionTool): readonly ToolArgument[] {
  const properties = asObject(tool.parameters?.properties);
  const required = asList(tool.parameters?.required);
  return Object.entries(properties).map(([name, schema]) =>
    readArgument(name, asObject(schema), required.includes(name)),
  );
}

function readArgument(
  name: string,
  schema: Readonly<Record<string, unknown>>,
  required: boolean,
): ToolArgument {
  const variants = [...asList(schema.anyOf), ...asList(schema.oneOf)].map(asObject);
  const main = variants.find((variant) => variant.type !== 'null') ?? {};
  const known = { ...main, ...schema };
  const values = closedList(known, variants);
  return {
    name,
    words: speakableWords(name).join(' ') || name,
    required,
    kind: values === undefined ? kindOf(known.type) : 'text',
    format: typeof known.format === 'string' ? known.format : undefined,
    values,
  };
}

function closedList(
  schema: Readonly<Record<string, unknown>>,
  variants: readonly Readonly<Record<string, unknown>>[],
): readonly (string | number)[] | undefined {
  const constants = variants.every((variant) => 'const' in variant)
    ? variants.map((variant) => variant.const)
    : [];
  const listed = [...asList(schema.enum), ...('const' in schema ? [schema.const] : []), ...constants];
  const values = listed.filter((value) => typeof value === 'string' || typeof value === 'number');
  return values.length === 0 ? undefined : values;
}

function kindOf(type: unknown): ToolArgument['kind'] {
  const name = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  if (name === 'string' || name === undefined) return 'text';
  if (name === 'number' || name === 'integer' || name === 'boolean') return name;
  return name === 'array' ? 'list' : 'other';
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
