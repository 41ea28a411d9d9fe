import { describe, expect, it } from 'vitest';
import { EventStream, MAX_QUEUED_EVENTS } from '#realtime/session/event-stream.ts';

type Event = { readonly type: string; readonly n?: number };

describe('EventStream', () => {
  it('RS-2: an iterator gets what was emitted since it was made, waits for more, and ends with the stream', async () => {
    const stream = new EventStream<Event>(() => {});
    stream.emit({ type: 'before' });
    const reader = stream.iterate();
    stream.emit({ type: 'one' });
    const waiting = [reader.next(), reader.next(), reader.next()];
    stream.emit({ type: 'two' });
    stream.close();
    stream.emit({ type: 'after' });
    expect(await Promise.all(waiting)).toEqual([
      { done: false, value: { type: 'one' } },
      { done: false, value: { type: 'two' } },
      { done: true, value: undefined },
    ]);
  });

  it('RS-2: what a reader had not taken when the stream closed is still given', async () => {
    const stream = new EventStream<Event>(() => {});
    const reader = stream.iterate();
    stream.emit({ type: 'last' });
    stream.close();
    expect(await reader.next()).toEqual({ done: false, value: { type: 'last' } });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('RS-2: a reader that lags loses the oldest events beyond the bound, and nobody else does', async () => {
    const stream = new EventStream<Event>(() => {});
    const slow = stream.iterate();
    let heard = 0;
    stream.on('tick', () => {
      heard += 1;
    });
    for (let n = 0; n < MAX_QUEUED_EVENTS + 5; n += 1) stream.emit({ type: 'tick', n });
    expect(heard).toBe(MAX_QUEUED_EVENTS + 5);
    expect(await slow.next()).toEqual({ done: false, value: { type: 'tick', n: 5 } });
  });

  it('leaving a for-await loop unsubscribes it', async () => {
    const stream = new EventStream<Event>(() => {});
    const readable: AsyncIterable<Event> = { [Symbol.asyncIterator]: () => stream.iterate() };
    stream.emit({ type: 'a' });
    const taken: string[] = [];
    const reading = (async () => {
      for await (const event of readable) {
        taken.push(event.type);
        break;
      }
    })();
    stream.emit({ type: 'b' });
    stream.emit({ type: 'c' });
    await reading;
    expect(taken).toEqual(['b']);
  });

  it('RS-14: a listener that throws is reported and stops nobody', () => {
    const failures: unknown[] = [];
    const stream = new EventStream<Event>((error) => failures.push(error));
    const heard: string[] = [];
    stream.on('a', () => {
      throw new Error('broken');
    });
    const off = stream.on('a', ({ type }) => heard.push(type));
    stream.emit({ type: 'a' });
    off();
    stream.emit({ type: 'a' });
    expect(heard).toEqual(['a']);
    expect(failures).toHaveLength(2);
  });
});
