import { z } from 'zod';
import { HarkError } from '#shared/base/errors.ts';
import { isRecord } from '#shared/base/is-record.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Validates a call's JSON text. Throws `invalid_input`, worded for the model, which may try again. */
export function parseArguments(name: string, json: string, validator: z.ZodType | undefined): unknown {
  const value = readJson(json);
  if (value === undefined) {
    throw new HarkError('invalid_input', `The arguments of ${name} are not valid JSON.`);
  }
  if (validator === undefined) {
    if (isRecord(value)) return value;
    throw new HarkError('invalid_input', `The arguments of ${name} must be a JSON object.`);
  }
  const parsed = validator.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`,
  );
  throw new HarkError('invalid_input', `The arguments of ${name} are wrong: ${problems.join('; ')}.`);
}

function readJson(json: string): unknown {
  // A tool without parameters is often called with an empty string.
  if (json.trim() === '') return {};
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** zod as JSON Schema for the wire. Throws `invalid_input` naming what JSON cannot express. */
export function jsonSchemaOf(name: string, schema: z.ZodType): JsonSchema {
  const inexpressible: string[] = [];
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, path }) => {
      if (INEXPRESSIBLE.has(zodSchema._zod.def.type)) {
        inexpressible.push(
          `${path.filter((step) => step !== 'properties').join('.')} (${zodSchema._zod.def.type})`,
        );
      }
    },
  });
  if (inexpressible.length === 0) return withoutMeta(json);
  throw new HarkError(
    'invalid_input',
    `The parameters of ${name} cannot be expressed as JSON Schema: ${inexpressible.join(', ')}.`,
    { field: 'parameters' },
  );
}

const INEXPRESSIBLE: ReadonlySet<string> = new Set([
  'date',
  'bigint',
  'map',
  'set',
  'symbol',
  'function',
  'file',
]);

/** A JSON Schema without what servers refuse or ignore. */
export function withoutMeta(schema: JsonSchema): JsonSchema {
  const { $schema: _, strict: __, '~standard': ___, ...rest } = schema;
  return rest;
}
