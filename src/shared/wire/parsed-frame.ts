import { z } from 'zod';
import { isRecord } from '../base/is-record.ts';

/** An event whose `type` we do not know; partners newer than we are send them. */
type UnknownEvent = { readonly type: string; readonly [field: string]: unknown };

export type FrameProblem =
  | 'too_large'
  | 'not_json'
  /** Not an object, or without a `type` that is a string. */
  | 'not_an_event'
  | 'too_deep'
  | 'missing_field'
  | 'wrong_type'
  | 'wrong_value'
  | 'too_long';

export type FrameIssue = {
  readonly problem: FrameProblem;
  /** Dotted path of the field, e.g. `session.audio.input.turn_detection.threshold`; `''` for the frame as a whole. */
  readonly path: string;
  readonly message: string;
  /** Type and id of the event, where they could be read. */
  readonly eventType?: string;
  readonly eventId?: string;
};

/** What became of a frame: a known event, an event of a type we do not know, or an issue. */
export type ParsedFrame<Event> =
  | { readonly ok: true; readonly known: true; readonly event: Event }
  | { readonly ok: true; readonly known: false; readonly event: UnknownEvent }
  | { readonly ok: false; readonly issue: FrameIssue };

export function frameIssue(issue: FrameIssue): { readonly ok: false; readonly issue: FrameIssue } {
  return { ok: false, issue };
}

function isEvent(value: unknown): value is UnknownEvent {
  return isRecord(value) && typeof value.type === 'string';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

/** Of the branches of a union, the one that got furthest says what the sender meant. */
function deepest(issue: z.core.$ZodIssue): { issue: z.core.$ZodIssue; path: PropertyKey[] } {
  let best = { issue, path: issue.path };
  if (issue.code !== 'invalid_union') return best;
  for (const branch of issue.errors) {
    for (const nested of branch) {
      const found = deepest(nested);
      if (found.path.length > best.path.length - issue.path.length) {
        best = { issue: found.issue, path: [...issue.path, ...found.path] };
      }
    }
  }
  return best;
}

function problemOf(issue: z.core.$ZodIssue, value: unknown): FrameProblem {
  if (value === undefined) return 'missing_field';
  if (issue.code === 'invalid_type') return 'wrong_type';
  if (issue.code === 'too_big' && issue.origin === 'string') return 'too_long';
  return 'wrong_value';
}

/** The first issue of a failed parse, with the path the sender knows it by. */
function issueOf(error: z.core.$ZodError, value: unknown): Pick<FrameIssue, 'problem' | 'path' | 'message'> {
  const [first] = error.issues;
  if (first === undefined) return { problem: 'wrong_value', path: '', message: error.message };
  const { issue, path } = deepest(first);
  return { problem: problemOf(issue, valueAt(value, path)), path: path.join('.'), message: issue.message };
}

/** Compiling a schema takes milliseconds and memory; it pays for the few types that come by the thousand, the deltas. */
const EVENTS_BEFORE_COMPILING = 1000;

/** The schemas of one side's events, by type. */
export class EventSchemas<Event> {
  readonly #entries: ReadonlyMap<string, { schema: z.ZodType<Event>; events: number }>;

  constructor(schemas: Readonly<Record<string, z.ZodType<Event>>>) {
    this.#entries = new Map(
      Object.entries(schemas).map(([type, schema]) => [type, { schema, events: 0 }] as const),
    );
  }

  get(type: string): z.ZodType<Event> | undefined {
    const entry = this.#entries.get(type);
    if (entry === undefined) return undefined;
    entry.events += 1;
    // Where a page's policy forbids generated code, zod answers the schema as it is.
    if (entry.events === EVENTS_BEFORE_COMPILING) entry.schema = z.compile(entry.schema);
    return entry.schema;
  }
}

/** Checks an event against the one schema its `type` selects: the cost does not grow with the number of event types. */
export function parseEvent<Event>(value: unknown, schemas: EventSchemas<Event>): ParsedFrame<Event> {
  if (!isEvent(value)) {
    return frameIssue({
      problem: 'not_an_event',
      path: isRecord(value) ? 'type' : '',
      message: 'An event is an object whose "type" is a string.',
      ...eventIdOf(value),
    });
  }
  const schema = schemas.get(value.type);
  if (schema === undefined) return { ok: true, known: false, event: value };
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, known: true, event: result.data };
  return frameIssue({ ...issueOf(result.error, value), eventType: value.type, ...eventIdOf(value) });
}

function eventIdOf(value: unknown): { readonly eventId?: string } {
  return isRecord(value) && typeof value.event_id === 'string' ? { eventId: value.event_id } : {};
}
