import { SECRET_NAME } from './redact.ts';

/** Things within things are followed so deep; a list, an object or a chain of causes so far. */
const MAX_DEPTH = 6;
const MAX_ENTRIES = 50;
/** Of all things together. */
const MAX_THINGS = 500;

/** Fields that hold what somebody said, typed, copied or keeps in a file: their length is told, never their words. */
const CONTENT =
  /^(?:arguments|args|audio|body|clipboard|content|contents|data|delta|heard|input|instructions|output|prompt|query|samples|said|speech|text|transcript|words)$/i;
/** Fields that hold a secret, whatever it looks like. */
const SECRET = new RegExp(`(?:authorization|cookie|${SECRET_NAME})$`, 'i');

/**
 * What can be told of anything that was thrown or noted, as one text: errors with their causes, objects with their fields.
 * `stacks`: where an error came from as well. Never throws. What it answers is to be redacted.
 */
export function describe(detail: unknown, stacks: boolean): string {
  try {
    return typeof detail === 'string'
      ? detail
      : show(detail, { stacks, depth: 0, above: [], count: { left: MAX_THINGS } });
  } catch {
    return '[not readable]';
  }
}

type Place = {
  readonly stacks: boolean;
  readonly depth: number;
  readonly above: readonly object[];
  readonly count: { left: number };
};

function show(value: unknown, place: Place): string {
  if (typeof value === 'string') return place.depth === 0 ? value : JSON.stringify(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return String(value);
  if (place.above.includes(value)) return '[circular]';
  place.count.left -= 1;
  if (place.depth >= MAX_DEPTH || place.count.left < 0) return '[left out]';
  return showObject(value, place);
}

function showObject(value: object, place: Place): string {
  const within = { ...place, depth: place.depth + 1, above: [...place.above, value] };
  if (value instanceof Error) return showError(value, within);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return String(value);
  if (value instanceof URL) return value.href;
  if (value instanceof Map) return `{${fieldsOf(Object.fromEntries(value), within)}}`;
  if (value instanceof Set || Array.isArray(value)) return showList([...value], within);
  return `{${fieldsOf(value, within)}}`;
}

function showError(error: Error, place: Place): string {
  const { message, stack = message } = error;
  // A stack may have been made before the message was.
  const told = place.stacks ? (stack.includes(message) ? stack : `${message}\n${stack}`) : message;
  const fields = fieldsOf(error, place);
  const causes = error instanceof AggregateError ? [...error.errors, error.cause] : [error.cause];
  return [
    told,
    ...(fields === '' ? [] : [`{${fields}}`]),
    ...causes.filter((cause) => cause !== undefined).map((cause) => `caused by: ${show(cause, place)}`),
  ].join(' ');
}

function showList(entries: readonly unknown[], place: Place): string {
  const shown = entries.slice(0, MAX_ENTRIES).map((entry) => show(entry, place));
  if (entries.length > MAX_ENTRIES) shown.push(`[${entries.length - MAX_ENTRIES} more]`);
  return `[${shown.join(', ')}]`;
}

/** The message, stack and cause of an error are shown by themselves. */
const SHOWN_APART = new Set(['message', 'stack', 'cause', 'errors', 'name']);

function fieldsOf(value: object, place: Place): string {
  const isError = value instanceof Error;
  return Object.entries(value)
    .filter(([name, field]) => field !== undefined && !(isError && SHOWN_APART.has(name)))
    .slice(0, MAX_ENTRIES)
    .map(([name, field]) => `${JSON.stringify(name)}: ${showField(name, field, place)}`)
    .join(', ');
}

function showField(name: string, field: unknown, place: Place): string {
  if (SECRET.test(name)) return '"…"';
  if (!CONTENT.test(name)) return show(field, place);
  return typeof field === 'string' ? `[${field.length} characters]` : '[left out]';
}
