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

  test('reads a long audio delta as JSON.parse does, wherever it stands and whatever is in it', () => {
    const type = fc.constantFrom('response.output_audio.delta', 'response.audio.delta', 'response.future');
    const delta = fc.string().map((text) => 'A'.repeat(4096) + text);
    const part = fc.dictionary(fc.constantFrom('delta', '"delta":"'), fc.string());
    const place = { response_id: 'r', item_id: 'i', output_index: 0, content_index: 0 };
    fc.assert(
      fc.property(type, delta, part, fc.boolean(), (name, value, inner, isFirst) => {
        const [before, after] = isFirst ? [place, { inner }] : [{ inner }, place];
        const text = JSON.stringify({ ...before, delta: value, ...after, type: name });
        for (const written of [text, text.replaceAll('/', '\\/')]) {
          expect(parseServerFrame(written)).toMatchObject({ ok: true, event: JSON.parse(text) });
        }
      }),
    );
  });

  test('refuses a long audio delta that is cut off or whose frame is', () => {
    const text = JSON.stringify({ type: 'response.output_audio.delta', delta: 'A'.repeat(5000) });
    expect(parseServerFrame(text.slice(0, -2))).toMatchObject({ issue: { problem: 'not_json' } });
    expect(parseServerFrame(text.slice(0, -1))).toMatchObject({ issue: { problem: 'not_json' } });
  });

  test('reads the thousandth event of a type like the first', () => {
    for (const event of SERVER_EXAMPLES) {
      const [good, bad] = [event, { ...event, event_id: 7 }].map((value) => JSON.stringify(value));
      const first = [parseServerFrame(good ?? ''), parseServerFrame(bad ?? '')];
      for (let time = 0; time < 1000; time += 1) parseServerFrame(good ?? '');
      expect([parseServerFrame(good ?? ''), parseServerFrame(bad ?? '')]).toEqual(first);
    }
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
