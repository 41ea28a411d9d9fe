import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AudioGate } from '#realtime/guardrails/audio-gate.ts';

type Step =
  | { readonly type: 'words'; readonly length: number }
  | { readonly type: 'sound'; readonly durationMs: number }
  | { readonly type: 'passed'; readonly length: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('words' as const), length: fc.nat({ max: 80 }) }),
  fc.record({ type: fc.constant('sound' as const), durationMs: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ type: fc.constant('passed' as const), length: fc.nat({ max: 200 }) }),
);

const address = { responseId: 'resp_1', itemId: 'item_1', contentIndex: 0 };

describe('AudioGate', () => {
  it('GR-4: under any order of words, sound and verdicts, releases in order and only what has passed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let textLength = 0;
        let passed = 0;
        const needed: number[] = [];
        const released: number[] = [];
        const gate = new AudioGate({
          isChecked: () => true,
          isOver: () => false,
          textLengthOf: () => textLength,
          onStuck: () => {},
        });
        for (const next of steps) {
          if (next.type === 'words') textLength += next.length;
          else if (next.type === 'passed') {
            const length = Math.min(next.length, textLength);
            passed = Math.max(passed, length);
            gate.pass('resp_1', address, length);
          } else {
            const index = needed.push(Math.max(1, textLength)) - 1;
            gate.admit({ ...address, durationMs: next.durationMs, release: () => released.push(index) });
          }
          // The text only grows, so that what may go is a beginning of what came.
          expect(released).toEqual(needed.flatMap((length, index) => (length <= passed ? [index] : [])));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('GR-4: a piece of another answer waits behind those that came before it', () => {
    const released: string[] = [];
    const stuck: string[] = [];
    const gate = new AudioGate({
      isChecked: () => true,
      isOver: () => false,
      textLengthOf: () => 10,
      onStuck: (responseId) => stuck.push(responseId),
    });
    const admit = (responseId: string): void =>
      gate.admit({ ...address, responseId, durationMs: 20, release: () => released.push(responseId) });
    admit('resp_1');
    admit('resp_2');
    gate.pass('resp_2', address, 10);
    expect(released).toEqual([]);
    gate.settle('resp_1');
    expect(stuck).toEqual(['resp_1']);
    expect(released).toEqual(['resp_2']);
  });
});
