import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRateLimit } from '#shared/bridge/rate-limit.ts';
import { parseSocketMessage } from '#shared/bridge/socket-messages.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

describe('text frames of the socket', () => {
  test('the three messages of a page are read', () => {
    const request = { kind: 'request', id: 7, name: 'talk.start', payload: {} };
    expect(parseSocketMessage(JSON.stringify(request))).toEqual(request);
    expect(parseSocketMessage('{"kind":"subscribe"}')).toEqual({ kind: 'subscribe' });
    expect(parseSocketMessage('{"kind":"audio"}')).toEqual({ kind: 'audio' });
  });

  test.each([
    'subscribe',
    'null',
    '[]',
    '{"kind":"reply","id":1}',
    '{"kind":"request","id":-1,"name":"a","payload":{}}',
    '{"kind":"request","id":1.5,"name":"a","payload":{}}',
    '{"kind":"request","id":1,"name":7,"payload":{}}',
    '{"kind":"subscribe","also":1}',
  ])('%s is refused', (text) => {
    expect(parseSocketMessage(text)).toBeUndefined();
  });

  test('any text is a message or nothing, never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => parseSocketMessage(text)).not.toThrow();
      }),
    );
  });
});

describe('the rate limit of a page', () => {
  test('a burst passes, the next call waits for the refill', () => {
    const clock = createFakeClock();
    const limit = createRateLimit(clock, { perSecond: 10, burst: 3 });
    expect([limit.take(), limit.take(), limit.take(), limit.take()]).toEqual([true, true, true, false]);
    clock.advance(100);
    expect([limit.take(), limit.take()]).toEqual([true, false]);
  });

  test('no pause saves up more than the burst', () => {
    const clock = createFakeClock();
    const limit = createRateLimit(clock, { perSecond: 10, burst: 2 });
    clock.advance(3_600_000);
    expect([limit.take(), limit.take(), limit.take()]).toEqual([true, true, false]);
  });
});
