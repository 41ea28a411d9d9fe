import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_FRAME_DEPTH, parseClientFrame, parseServerFrame } from '#shared/wire/frame.ts';
import { CLIENT_EXAMPLES, SERVER_EXAMPLES } from './examples.ts';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('the frame gate', () => {
  test.each([
    ['', 'not_json'],
    ['{"type":', 'not_json'],
    ['null', 'not_an_event'],
    ['[]', 'not_an_event'],
    ['"session.update"', 'not_an_event'],
    ['{}', 'not_an_event'],
    ['{"type":7}', 'not_an_event'],
    ['{"type":"response.cancel","response_id":5}', 'wrong_type'],
  ])('answers %j with the issue %s', (text, problem) => {
    expect(parseClientFrame(text)).toMatchObject({ ok: false, issue: { problem } });
  });

  test('refuses a frame above the size cap before it is parsed', () => {
    expect(parseClientFrame('x'.repeat(101), 100)).toMatchObject({ issue: { problem: 'too_large' } });
  });

  test('reads nesting up to the limit and refuses what is deeper, however deep', () => {
    const frame = (depth: number): string => `{"type":"future","value":${nested(depth)}}`;
    expect(parseClientFrame(frame(MAX_FRAME_DEPTH - 1))).toMatchObject({ ok: true, known: false });
    expect(parseClientFrame(frame(MAX_FRAME_DEPTH))).toMatchObject({ issue: { problem: 'too_deep' } });
    expect(parseClientFrame(frame(1_000_000))).toMatchObject({ issue: { problem: 'too_deep' } });
  });

  test('drops __proto__ keys at every level, so that nothing can be smuggled into a prototype', () => {
    const text = '{"type":"future","__proto__":{"a":1},"list":[{"__proto__":{"a":1},"kept":true}]}';
    const parsed = parseServerFrame(text);
    expect(parsed).toEqual({
      ok: true,
      known: false,
      event: { type: 'future', list: [{ kept: true }] },
    });
    expect(JSON.stringify(parsed)).not.toContain('__proto__');
  });

  test('keeps the event id of a frame whose type is missing', () => {
    expect(parseClientFrame('{"event_id":"mine"}')).toMatchObject({
      issue: { problem: 'not_an_event', path: 'type', eventId: 'mine' },
    });
  });

  test('never throws on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
        expect(typeof parseClientFrame(text).ok).toBe('boolean');
        expect(typeof parseServerFrame(text).ok).toBe('boolean');
      }),
    );
  });

  test('never throws on a real event with one part replaced by anything', () => {
    const events = [...Object.values(CLIENT_EXAMPLES), ...SERVER_EXAMPLES];
    fc.assert(
      fc.property(fc.constantFrom(...events), fc.nat(), fc.jsonValue(), (event, position, value) => {
        let leaf = -1;
        const text = JSON.stringify(event, (key, original) => {
          if (key === '' || key === 'type') return original;
          leaf += 1;
          return leaf === position % 12 ? value : original;
        });
        const parsed = [parseClientFrame(text), parseServerFrame(text)];
        for (const result of parsed) if (!result.ok) expect(result.issue.path).not.toBe(undefined);
        expect(parsed.some((result) => result.ok)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
