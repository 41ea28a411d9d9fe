import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSampleRing } from '#shared/audio/ring-buffer.ts';

const ramp = (from: number, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => from + index);

describe('sample ring', () => {
  it('gives samples back in order and reports how many there were', () => {
    const ring = createSampleRing(8);
    ring.write(ramp(1, 3));
    const output = new Float32Array(5).fill(-1);
    expect(ring.read(output)).toBe(3);
    expect([...output]).toEqual([1, 2, 3, -1, -1]);
    expect(ring.read(output)).toBe(0);
  });

  it('drops the oldest samples when full and counts them', () => {
    const ring = createSampleRing(4);
    ring.write(ramp(1, 3));
    ring.write(ramp(4, 3));
    expect(ring.dropped).toBe(2);
    const output = new Float32Array(4);
    ring.read(output);
    expect([...output]).toEqual([3, 4, 5, 6]);
  });

  it('keeps the end of a write that is longer than itself', () => {
    const ring = createSampleRing(3);
    ring.write(ramp(1, 1));
    ring.write(ramp(2, 10));
    expect(ring.length).toBe(3);
    expect(ring.dropped).toBe(8);
    const output = new Float32Array(3);
    ring.read(output);
    expect([...output]).toEqual([9, 10, 11]);
  });

  it('is empty after clear and works on', () => {
    const ring = createSampleRing(3);
    ring.write(ramp(1, 3));
    ring.clear();
    expect(ring.length).toBe(0);
    ring.write(ramp(7, 2));
    const output = new Float32Array(2);
    expect(ring.read(output)).toBe(2);
    expect([...output]).toEqual([7, 8]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a capacity of %d', (capacity) => {
    expect(() => createSampleRing(capacity)).toThrow('whole number');
  });

  it('behaves like a list of the newest samples under any sequence of calls', () => {
    const step = fc.oneof(
      fc.record({ call: fc.constant('write' as const), count: fc.nat(20) }),
      fc.record({ call: fc.constant('read' as const), count: fc.nat(20) }),
      fc.record({ call: fc.constant('clear' as const), count: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.array(step, { maxLength: 40 }), (capacity, steps) => {
        const ring = createSampleRing(capacity);
        let model: number[] = [];
        let dropped = 0;
        let next = 1;
        for (const { call, count } of steps) {
          if (call === 'write') {
            ring.write(ramp(next, count));
            model.push(...ramp(next, count));
            next += count;
            dropped += Math.max(0, model.length - capacity);
            model = model.slice(-capacity);
          } else if (call === 'read') {
            const output = new Float32Array(count);
            const got = ring.read(output);
            expect([...output.subarray(0, got)]).toEqual(model.splice(0, count));
          } else {
            ring.clear();
            model = [];
          }
          expect(ring.length).toBe(model.length);
          expect(ring.dropped).toBe(dropped);
        }
      }),
    );
  });
});
