import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAppStore } from '#core/bridge/app-store.ts';
import { createBridgeHandler, type RequestHandlers } from '#core/bridge/bridge-handler.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import { REQUESTS } from '#shared/bridge/requests.ts';

function bench(override: Partial<RequestHandlers> = {}) {
  const called: string[] = [];
  const errors: string[] = [];
  const store = createAppStore(EMPTY_SNAPSHOT, () => {});
  const handlers = Object.fromEntries(
    Object.keys(REQUESTS).map((name) => [name, () => void called.push(name)]),
  ) as unknown as RequestHandlers;
  const log = { error: (message: string) => void errors.push(message), warn() {}, info() {}, debug() {} };
  const handler = createBridgeHandler({
    store,
    handlers: { ...handlers, ...override },
    attachAudio() {},
    log,
  });
  return { handler, called, errors, store };
}

describe('the bridge handler', () => {
  it('runs no handler for anything that is not exactly a request, and never throws', async () => {
    const name = fc.oneof(fc.constantFrom(...Object.keys(REQUESTS)), fc.anything());
    await fc.assert(
      fc.asyncProperty(
        name,
        fc.anything({ withBigInt: true, withNullPrototype: true }),
        async (request, payload) => {
          const { handler, called } = bench();
          const reply = await handler.request(request, payload);
          const known = typeof request === 'string' && Object.hasOwn(REQUESTS, request);
          const valid = known && REQUESTS[request as keyof typeof REQUESTS].safeParse(payload).success;
          expect(reply.ok).toBe(valid);
          expect(called).toHaveLength(valid ? 1 : 0);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, unknown]>([
    ['a function', () => {}],
    ['something circular', circular()],
    [
      'a getter that throws',
      {
        get on() {
          throw new Error('boom');
        },
      },
    ],
    [
      'a hostile proxy',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('boom');
          },
        },
      ),
    ],
    ['a number too large for JSON', { on: 10n }],
  ])('refuses a payload that is %s', async (_, payload) => {
    expect(await bench().handler.request('mute.set', payload)).toMatchObject({ ok: false });
  });

  it('answers a failing handler with data, without its stack, and logs what is our own fault', async () => {
    const { handler, errors } = bench({
      'talk.start': () => {
        throw new Error('broken');
      },
    });
    expect(await handler.request('talk.start', {})).toEqual({
      ok: false,
      error: { reason: 'internal', message: 'broken' },
    });
    expect(errors).toEqual(['Request talk.start failed']);
  });

  it('goes on when a subscriber fails', async () => {
    const { handler, store } = bench();
    const seen: string[] = [];
    handler.subscribe((event) => {
      if (event.type !== 'snapshot') throw new Error('boom');
    });
    handler.subscribe((event) => seen.push(event.type));
    store.publish({ type: 'microphone', wanted: true, kept: false });
    expect(seen).toEqual(['snapshot', 'microphone']);
  });
});

function circular(): object {
  const payload: Record<string, unknown> = { on: true };
  payload.self = payload;
  return payload;
}
