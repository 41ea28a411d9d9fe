import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBoundedQueue } from '#shared/base/bounded-queue.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

type Entry = { readonly size: number; readonly order: number };

describe('bounded queue', () => {
  test('keeps the newest entries when it drops the oldest', () => {
    const queue = createBoundedQueue<number>({ limit: 3, overflow: 'drop-oldest' });
    for (const entry of [1, 2, 3, 4, 5]) queue.push(entry);
    expect([queue.shift(), queue.shift(), queue.shift(), queue.shift()]).toEqual([3, 4, 5, undefined]);
    expect(queue.dropped).toBe(2);
  });

  test('refuses the new entry when it drops the new', () => {
    const queue = createBoundedQueue<number>({ limit: 2, overflow: 'drop-new' });
    expect([queue.push(1), queue.push(2), queue.push(3)]).toEqual([true, true, false]);
    expect([queue.shift(), queue.shift(), queue.shift()]).toEqual([1, 2, undefined]);
  });

  test('never holds more than its limit and keeps order, whatever is pushed and taken', () => {
    const step = fc.oneof(
      fc.record({ push: fc.integer({ min: 0, max: 12 }) }),
      fc.constant('shift' as const),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 300 }),
        fc.constantFrom('drop-oldest', 'drop-new'),
        (steps, overflow) => {
          const queue = createBoundedQueue<Entry>({ limit: 10, overflow, sizeOf: (entry) => entry.size });
          const taken = steps.flatMap((next, order) => {
            const entry = next === 'shift' ? queue.shift() : undefined;
            if (next !== 'shift') queue.push({ size: next.push, order });
            expect(queue.size).toBeLessThanOrEqual(10);
            return entry === undefined ? [] : [entry.order];
          });
          while (queue.length > 0) taken.push(queue.shift()?.order ?? -1);
          expect(taken).toEqual(taken.toSorted((a, b) => a - b));
          expect(taken.length + queue.dropped).toBe(steps.filter((next) => next !== 'shift').length);
          expect(queue.size).toBe(0);
        },
      ),
    );
  });
});

describe('disposer', () => {
  test('releases in reverse order, once, and goes on after a failing release', () => {
    const seen: string[] = [];
    const errors: unknown[] = [];
    const disposer = createDisposer((error) => errors.push(error));
    disposer.add(() => seen.push('first'));
    disposer.add(() => {
      throw new Error('stuck');
    });
    disposer.add(() => seen.push('last'));
    disposer.dispose();
    disposer.dispose();
    expect(seen).toEqual(['last', 'first']);
    expect(errors).toHaveLength(1);
  });

  test('releases at once what is added after it was disposed, and early what is released early', () => {
    const seen: string[] = [];
    const disposer = createDisposer();
    const release = disposer.add(() => seen.push('early'));
    release();
    disposer.dispose();
    disposer.add(() => seen.push('late'));
    expect(seen).toEqual(['early', 'late']);
  });
});

describe('emitter', () => {
  test('a listener that throws or unsubscribes does not keep the event from the others', () => {
    const errors: unknown[] = [];
    const seen: string[] = [];
    const emitter = createEmitter<string>((error) => errors.push(error));
    emitter.subscribe(() => {
      throw new Error('bad listener');
    });
    const off = emitter.subscribe((event) => {
      off();
      seen.push(`once ${event}`);
    });
    emitter.subscribe((event) => seen.push(`always ${event}`));
    emitter.emit('a');
    emitter.emit('b');
    expect(seen).toEqual(['once a', 'always a', 'always b']);
    expect(errors).toHaveLength(2);
    expect(emitter.listenerCount).toBe(2);
  });
});

describe('errors', () => {
  test('cross a boundary as data, without stack and cause', () => {
    const error = new HarkError('device', 'The microphone is busy.', {
      kept: 'Nothing was recorded.',
      action: 'Close the other program and press the key again.',
      cause: new Error('secret detail'),
    });
    expect(toErrorData(error)).toEqual({
      reason: 'device',
      message: 'The microphone is busy.',
      kept: 'Nothing was recorded.',
      action: 'Close the other program and press the key again.',
    });
    expect(toErrorData('odd')).toEqual({ reason: 'internal', message: 'odd' });
  });
});

describe('fake clock', () => {
  test('runs what falls due in order of time and never what was cancelled', () => {
    const clock = createFakeClock();
    const seen: string[] = [];
    clock.after(20, () => seen.push(`late at ${clock.now()}`));
    clock.after(10, () => {
      seen.push(`early at ${clock.now()}`);
      clock.after(5, () => seen.push(`nested at ${clock.now()}`));
    });
    const cancel = clock.after(12, () => seen.push('cancelled'));
    cancel();
    clock.advance(30);
    expect(seen).toEqual(['early at 10', 'nested at 15', 'late at 20']);
    expect(clock.pending).toBe(0);
  });
});
