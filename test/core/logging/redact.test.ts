import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from '#core/logging/log.ts';
import { createRedactor } from '#core/logging/redact.ts';

const HOME = '/home/jo.smith';
const { redact } = createRedactor(HOME);

describe('what is taken out of a text', () => {
  test.each([
    ['a key', 'Refused sk-proj-abc123DEF456 here', 'Refused sk-… here'],
    ['a key after a line break in JSON', '{"a":"x\\nsk-proj-abc123DEF456"}', '{"a":"x\\nsk-…"}'],
    ['a bearer token', 'Authorization was Bearer abcdef123456.', 'Authorization was Bearer …'],
    ['credentials in an address', 'wss://jo:pa%40ss@host:1/x', 'wss://…@host:1/x'],
    [
      'values of a query',
      'http://127.0.0.1:1/?t=abc&model=gpt-realtime&x=1',
      'http://127.0.0.1:1/?t=…&model=gpt-realtime&x=…',
    ],
    [
      'an address in an address',
      'u=https%3A%2F%2Fjo%3Apass%40host%2F%3Ftoken%3Dabc',
      'u=https://…@host/?token=…',
    ],
    ['a value with encoded spaces', 'https://h/?token=a%20b', 'https://h/?token=…'],
    ['a named secret', 'password = hunter2, next', 'password = …, next'],
    [
      'a named secret in JSON in JSON',
      '{"body":"{\\"api_key\\":\\"abc\\"}"}',
      '{"body":"{\\"api_key\\":\\"…\\"}"}',
    ],
    ['a cookie of several parts', 'Cookie: a=b; c=d', 'Cookie: …'],
    ['a JSON web token', 'x eyJhbGciOi.eyJzdWIiOi.abc_-1 y', 'x … y'],
    ['the home folder', 'file:///home/jo.smith/a and /home/jo.smith', 'file:~/a and ~'],
    ['the home folder in an address', 'at %2Fhome%2Fjo.smith%2Fa', 'at ~%2Fa'],
  ])('%s', (_what, text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  test.each([
    'A task-list of risk-assessments: 12 tokens, key "space", 50% done, 100%25.',
    'See https://example.com/a%20b and mail me@example.com at /home/jo.smithson',
    '/data/home/jo.smith is not it',
  ])('nothing of %j', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('the home folder on Windows, however it is written', () => {
    const windows = createRedactor('C:\\Users\\Jo').redact;
    for (const path of ['C:\\Users\\Jo\\x', 'c:/users/jo\\x', 'C:\\\\Users\\\\Jo\\x', 'C:%5CUsers%5CJo\\x']) {
      expect(windows(path)).toBe('~\\x');
    }
  });

  test('a value that was named, whatever it looks like', () => {
    const redactor = createRedactor(HOME);
    redactor.hide('pa"ss word');
    redactor.hide('short');
    redactor.hide(undefined);
    expect(redactor.redact('a pa"ss word, a short one')).toBe('a …, a short one');
    expect(redactor.redact(JSON.stringify({ a: 'pa"ss word' }))).toBe('{"a":"…"}');
    expect(redactor.redact(`x=${encodeURIComponent('pa"ss word')}`)).toBe('x=…');
  });
});

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const word = (minLength: number) =>
  fc.array(fc.constantFrom(...letters), { minLength, maxLength: 40 }).map((chars) => chars.join(''));
/** A secret as it may stand in a text: the core, which must not be seen, and its surroundings. */
const planted = word(12).chain((secret) =>
  fc
    .constantFrom(
      `sk-${secret}`,
      `sk-proj-${secret}`,
      `ghp_${secret}`,
      `Bearer ${secret}`,
      `Authorization: Bearer ${secret}`,
      `wss://jo:${secret}@host/x`,
      `https://host/x?a=1&t=${secret}`,
      `https://host/#access_token=${secret}&b=2`,
      `password=${secret}`,
      `{"client_secret":"${secret}"}`,
      `eyJ${secret}.${secret}.${secret}`,
    )
    .map((text) => ({ secret, text })),
);
const secretOfAnyShape = fc
  .array(fc.constantFrom(...letters, ...'!$*()_-+/=%@:'), { minLength: 8, maxLength: 40 })
  .map((chars) => chars.join(''));
type Wrap = (value: unknown) => unknown;
/** One more thing around a value. Those for texts take everything else as JSON first. */
const wrap: fc.Arbitrary<Wrap> = fc.constantFrom<Wrap>(
  (value) => [1, value],
  (value) => ({ a: { b: value } }),
  (value) => new Map([['k', value]]),
  (value) => new Set([value]),
  (value) => new Error('outer', { cause: value }),
  (value) => new Error(asText(value)),
  (value) => new AggregateError([new Error(asText(value))], 'several'),
  (value) => Object.assign(new Error('with fields'), { value }),
  (value) => JSON.stringify({ a: asText(value) }),
  (value) => JSON.stringify({ a: `line\n${asText(value)}` }),
  (value) => `https://host/go?u=${encodeURIComponent(asText(value))}`,
  (value) => `before ${encodeURIComponent(asText(value))} after`,
);

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

describe('a log', () => {
  test('never tells a planted secret, however deep it lies and however it is written', () => {
    fc.assert(
      fc.property(planted, fc.array(wrap, { maxLength: 5 }), ({ secret, text }, wraps) => {
        const detail = wraps.reduce<unknown>((value, around) => around(value), text);
        const lines: string[] = [];
        const log = createLog(redact, [
          { threshold: 'debug', stacks: true, write: (_level, ...parts) => lines.push(parts.join(' ')) },
        ]);
        log.warn(text, detail);
        expect(lines).toHaveLength(1);
        expect(lines[0]).not.toContain(secret);
      }),
      { numRuns: 3000 },
    );
  });

  test('never tells the home folder or a named value', () => {
    fc.assert(
      fc.property(secretOfAnyShape, fc.array(wrap, { maxLength: 5 }), (secret, wraps) => {
        const redactor = createRedactor(HOME);
        redactor.hide(secret);
        const text = `a ${HOME}/x ${secret} b`;
        const detail = wraps.reduce<unknown>((value, around) => around(value), text);
        let line = '';
        const write = (_level: string, ...parts: unknown[]): void => {
          line = parts.join(' ');
        };
        createLog(redactor.redact, [{ threshold: 'debug', stacks: false, write }]).warn(text, detail);
        expect(line).not.toContain('jo.smith');
        expect(line).not.toContain(secret);
      }),
    );
  });

  test('takes out nothing more the second time, and takes any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          planted.map(({ text }) => text),
        ),
        (text) => {
          expect(redact(redact(text))).toBe(redact(text));
        },
      ),
    );
  });

  test('tells neither what somebody said nor what a file holds, only how long it was', () => {
    const lines: string[] = [];
    const log = createLog(redact, [
      { threshold: 'info', stacks: false, write: (_level, ...parts) => lines.push(parts.join(' ')) },
    ]);
    log.info('Heard', { transcript: 'the cat sat', item: { content: [{ text: 'the cat' }], id: 'item_1' } });
    log.info('Sound', { samples: new Int16Array(3), raw: new Uint8Array(2) });
    expect(lines).toEqual([
      'Heard {"transcript": [11 characters], "item": {"content": [left out], "id": "item_1"}}',
      'Sound {"samples": [left out], "raw": [2 bytes]}',
    ]);
  });

  test('takes what cannot be read, and what has no end', () => {
    const lines: string[] = [];
    const log = createLog(redact, [
      { threshold: 'info', stacks: true, write: (_level, ...parts) => lines.push(parts.join(' ')) },
    ]);
    const circle: Record<string, unknown> = { name: 'a' };
    circle.self = circle;
    log.info('1', circle);
    log.info('2', Object.defineProperty({}, 'bad', { enumerable: true, get: () => circle.none!.toString() }));
    log.info(
      '3',
      Array.from({ length: 1000 }, () => Array.from({ length: 1000 }, () => [{}])),
    );
    log.info('4', `${'x'.repeat(70_000)} sk-${'y'.repeat(40)}`);
    expect(lines[0]).toBe('1 {"name": "a", "self": [circular]}');
    expect(lines[1]).toBe('2 [not readable]');
    for (const line of lines) expect(line.length).toBeLessThan(9_000);
  });
});
