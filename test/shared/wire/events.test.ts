import { describe, expect, test } from 'vitest';
import { CLIENT_EVENT_SCHEMAS, parseClientEvent } from '#shared/wire/client-events.ts';
import type { ParsedFrame } from '#shared/wire/parsed-frame.ts';
import { parseServerEvent, SERVER_EVENT_SCHEMAS } from '#shared/wire/server-events.ts';
import { CLIENT_EXAMPLES, SERVER_EXAMPLES } from './examples.ts';

type Parse = (value: unknown) => ParsedFrame<{ type: string }>;
const examples: readonly (readonly [type: string, event: { type: string }, parse: Parse])[] = [
  ...Object.values(CLIENT_EXAMPLES).map((event) => [event.type, event, parseClientEvent] as const),
  ...SERVER_EXAMPLES.map((event) => [event.type, event, parseServerEvent] as const),
];

/** Required fields, and optional ones, of the schema that an event's type selects. */
function fieldsOf(type: string): { required: string[]; optional: string[] } {
  const schemas = { ...CLIENT_EVENT_SCHEMAS, ...SERVER_EVENT_SCHEMAS };
  const shape = schemas[type as keyof typeof schemas].shape;
  const optional = Object.entries(shape).filter(([, schema]) => schema.def.type === 'optional');
  const names = optional.map(([name]) => name);
  return { required: Object.keys(shape).filter((name) => !names.includes(name)), optional: names };
}

describe('the event tables', () => {
  test('have all 11 client events and all 46 server events of the protocol', () => {
    expect(Object.keys(CLIENT_EVENT_SCHEMAS)).toHaveLength(11);
    expect(Object.keys(SERVER_EVENT_SCHEMAS)).toHaveLength(46);
  });

  test.each(examples)('%s round-trips unchanged', (_type, event, parse) => {
    expect(parse(JSON.parse(JSON.stringify(event)))).toEqual({ ok: true, known: true, event });
  });

  test.each(examples)('%s keeps fields nobody knows yet', (_type, event, parse) => {
    const future = { ...event, future_field: { deep: [1, 'two', null] } };
    expect(parse(future)).toEqual({ ok: true, known: true, event: future });
  });

  test.each(examples)(
    '%s without a required field is an issue that names the field',
    (type, event, parse) => {
      for (const field of fieldsOf(type).required.filter((name) => name !== 'type')) {
        const { [field]: _left, ...rest } = event as Record<string, unknown>;
        expect(parse(rest)).toMatchObject({
          ok: false,
          issue: { problem: 'missing_field', path: field, eventType: type },
        });
      }
    },
  );

  test.each(examples)('%s with an ill-typed field is an issue that names the field', (type, event, parse) => {
    const { required, optional } = fieldsOf(type);
    for (const field of [...required, ...optional].filter((name) => name !== 'type')) {
      const result = parse({ ...event, [field]: Symbol('of no JSON type') });
      expect(result).toMatchObject({ ok: false, issue: { path: field } });
    }
  });
});

describe('an event of an unknown type', () => {
  test.each([
    ['client', parseClientEvent],
    ['server', parseServerEvent],
  ])('passes through the %s gate marked as unknown', (_side, parse) => {
    const event = { type: 'response.dance', event_id: 'event_1', steps: 3 };
    expect(parse(event)).toEqual({ ok: true, known: false, event });
  });

  test.each(['__proto__', 'constructor', 'toString'])('is not confused by the name %s', (type) => {
    expect(parseServerEvent({ type })).toMatchObject({ ok: true, known: false });
  });
});

describe('an issue', () => {
  test('gives the dotted path of a nested field and the id of the event', () => {
    const event = {
      type: 'session.update',
      event_id: 'mine',
      session: {
        type: 'realtime',
        audio: { input: { turn_detection: { type: 'server_vad', threshold: 2 } } },
      },
    };
    expect(parseClientEvent(event)).toMatchObject({
      issue: {
        problem: 'wrong_value',
        path: 'session.audio.input.turn_detection.threshold',
        eventId: 'mine',
      },
    });
  });

  test('follows the branch of a union that was meant', () => {
    const event = {
      type: 'session.update',
      session: { type: 'realtime', tool_choice: { type: 'function', name: 7 } },
    };
    expect(parseClientEvent(event)).toMatchObject({
      issue: { problem: 'wrong_type', path: 'session.tool_choice.name' },
    });
  });

  test('tells a missing session.type from a wrong one', () => {
    expect(parseClientEvent({ type: 'session.update', session: {} })).toMatchObject({
      issue: { problem: 'missing_field', path: 'session.type' },
    });
    expect(parseClientEvent({ type: 'session.update', session: { type: 'translation' } })).toMatchObject({
      issue: { problem: 'wrong_value', path: 'session.type' },
    });
  });

  test('says that an event id is too long', () => {
    const event = { type: 'response.cancel', event_id: 'x'.repeat(513) };
    expect(parseClientEvent(event)).toMatchObject({ issue: { problem: 'too_long', path: 'event_id' } });
  });

  test('counts items of a list in its path', () => {
    const event = {
      type: 'conversation.item.create',
      item: {
        type: 'message',
        role: 'user',
        content: [{ type: 'input_text', text: 'a' }, { type: 'smell' }],
      },
    };
    expect(parseClientEvent(event)).toMatchObject({ issue: { path: 'item.content.1.type' } });
  });
});
