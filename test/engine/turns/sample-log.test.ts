import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSampleLog } from '#engine/turns/sample-log.ts';

test('behaves like one long array of which the front is given up', () => {
  const operation = fc.oneof(
    fc.record({ append: fc.nat(50) }),
    fc.record({ dropBefore: fc.nat(500) }),
    fc.record({ from: fc.nat(500), length: fc.nat(100) }),
  );
  fc.assert(
    fc.property(fc.array(operation), (operations) => {
      const log = createSampleLog();
      const all: number[] = [];
      let start = 0;
      for (const current of operations) {
        if ('append' in current) {
          const samples = Int16Array.from({ length: current.append }, (_, index) => all.length + index);
          all.push(...samples);
          log.append(samples);
        } else if ('dropBefore' in current) {
          start = Math.min(Math.max(start, current.dropBefore), all.length);
          log.dropBefore(current.dropBefore);
        } else {
          const to = current.from + current.length;
          expect([...log.slice(current.from, to)]).toEqual(
            all.slice(Math.max(start, current.from), Math.max(start, to)),
          );
        }
        expect([log.start, log.end]).toEqual([start, all.length]);
      }
    }),
  );
});
