import type { z } from 'zod';
import { type ResponseParams, ResponseParamsSchema } from './response.ts';
import { type SessionPatch, SessionPatchSchema } from './session-config.ts';

function joined(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`;
}

function inObject(shape: z.core.$ZodShape, value: object, path: string): string | undefined {
  for (const [key, field] of Object.entries(value)) {
    const schema = Object.hasOwn(shape, key) ? shape[key] : undefined;
    const found = schema === undefined ? joined(path, key) : findUnknown(schema, field, joined(path, key));
    if (found !== undefined) return found;
  }
  return undefined;
}

function inList(element: z.core.$ZodType, values: readonly unknown[], path: string): string | undefined {
  for (const [index, value] of values.entries()) {
    const found = findUnknown(element, value, joined(path, index));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `value` is valid by `schema`; open objects let unknown fields pass, so they are looked for in a second walk. */
function findUnknown(schema: z.core.$ZodType, value: unknown, path: string): string | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (typeof value !== 'object' || value === null) return undefined;
  switch (def.type) {
    case 'object':
      return inObject(def.shape, value, path);
    case 'array':
      return Array.isArray(value) ? inList(def.element, value, path) : undefined;
    case 'optional':
    case 'nullable':
      return findUnknown(def.innerType, value, path);
    case 'union': {
      const meant = def.options.find((option) => (option as z.ZodType).safeParse(value).success);
      return meant === undefined ? undefined : findUnknown(meant, value, path);
    }
    default:
      return undefined;
  }
}

/**
 * Dotted path of the first field of a session.update that the protocol does not have. Clients pass such fields through; a
 * server refuses them, as OpenAI does, because a misspelt setting that is silently ignored cannot be found.
 */
export function unknownSessionField(session: SessionPatch): string | undefined {
  return findUnknown(SessionPatchSchema, session, 'session');
}

/** The same for the `response` of a response.create. */
export function unknownResponseField(response: ResponseParams): string | undefined {
  return findUnknown(ResponseParamsSchema, response, 'response');
}
