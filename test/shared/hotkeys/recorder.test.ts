import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modifierOfCode } from '#shared/hotkeys/keys.ts';
import {
  keysOf,
  NOT_HELD,
  type RecorderEvent,
  type RecorderOutcome,
  type Recording,
  recordKey,
} from '#shared/hotkeys/recorder.ts';

/** `+KeyA` goes down, `-KeyA` up. */
function play(...keys: readonly string[]): { outcomes: RecorderOutcome[]; recording: Recording } {
  let recording = NOT_HELD;
  const outcomes: RecorderOutcome[] = [];
  for (const key of keys) {
    const step = recordKey(recording, { type: key.startsWith('+') ? 'down' : 'up', code: key.slice(1) });
    recording = step.recording;
    if (step.outcome !== undefined) outcomes.push(step.outcome);
  }
  return { outcomes, recording };
}

const commit = (...codes: readonly string[]): RecorderOutcome => ({ kind: 'commit', codes });

describe('a hotkey that is shown to Hark', () => {
  test.each<[string, readonly string[], readonly RecorderOutcome[]]>([
    ['counts when its key goes up', ['+ControlLeft', '+KeyA', '-KeyA'], [commit('ControlLeft', 'KeyA')]],
    ['does not count before', ['+ControlLeft', '+KeyA'], []],
    [
      'counts once, with its modifiers gone first',
      ['+ControlLeft', '+KeyA', '-ControlLeft', '-KeyA'],
      [commit('ControlLeft', 'KeyA')],
    ],
    ['of modifiers alone counts when all are up', ['+ControlLeft', '+AltLeft', '-ControlLeft'], []],
    [
      'of modifiers alone is all of them',
      ['+ControlLeft', '+AltLeft', '-ControlLeft', '-AltLeft'],
      [commit('ControlLeft', 'AltLeft')],
    ],
    [
      'leaves no modifier behind',
      ['+ControlLeft', '+KeyA', '-KeyA', '-ControlLeft', '+AltLeft', '+KeyA', '-KeyA'],
      [commit('ControlLeft', 'KeyA'), commit('AltLeft', 'KeyA')],
    ],
    [
      'can be tried again without letting go of the modifiers',
      ['+ControlLeft', '+KeyA', '-KeyA', '+KeyB', '-KeyB'],
      [commit('ControlLeft', 'KeyA'), commit('ControlLeft', 'KeyB')],
    ],
    [
      'loses modifiers that went up before its key',
      ['+ControlLeft', '+AltLeft', '-AltLeft', '+KeyA', '-KeyA'],
      [commit('ControlLeft', 'KeyA')],
    ],
    [
      'ends with Command, which hides the key-up on macOS',
      ['+MetaLeft', '+KeyA', '-MetaLeft'],
      [commit('MetaLeft', 'KeyA')],
    ],
    ['is given up with Escape, whatever is held', ['+ControlLeft', '+Escape'], [{ kind: 'cancel' }]],
    ['is cleared with Backspace', ['+Backspace'], [{ kind: 'clear' }]],
    ['is cleared with Delete', ['+Delete'], [{ kind: 'clear' }]],
    [
      'may hold Backspace',
      ['+ControlLeft', '+Backspace', '-Backspace'],
      [commit('ControlLeft', 'Backspace')],
    ],
  ])('%s', (_what, keys, expected) => {
    expect(play(...keys).outcomes).toEqual(expected);
  });

  test('is shown while it is pressed, and not after it counted', () => {
    expect(keysOf(play('+ControlLeft', '+KeyA').recording)).toEqual(['ControlLeft', 'KeyA']);
    expect(keysOf(play('+ControlLeft', '+KeyA', '-KeyA').recording)).toEqual([]);
  });
});

const CODES = [
  'ControlLeft',
  'ControlRight',
  'ShiftLeft',
  'MetaLeft',
  'KeyA',
  'F9',
  'Backspace',
  'Escape',
  'Fn',
];
const anyEvents: fc.Arbitrary<RecorderEvent[]> = fc.array(
  fc.record({ type: fc.constantFrom('down', 'up'), code: fc.constantFrom(...CODES) }),
  { maxLength: 40 },
);

/** Each outcome of a run, with the codes that went down since nothing was held, by a bookkeeping of its own. */
function watch(
  events: readonly RecorderEvent[],
  see: (outcome: RecorderOutcome, since: ReadonlySet<string>) => void,
): Recording {
  let recording = NOT_HELD;
  let since = new Set<string>();
  for (const event of events) {
    if (recording.kind === 'waiting') since = new Set();
    if (event.type === 'down') since.add(event.code);
    const step = recordKey(recording, event);
    recording = step.recording;
    if (step.outcome !== undefined) see(step.outcome, since);
  }
  return recording;
}

describe('whatever keys go down and up, in any order', () => {
  test('modifiers alone count only when no key was pressed with them', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        watch(events, (outcome, since) => {
          if (outcome.kind !== 'commit' || outcome.codes.some((code) => modifierOfCode(code) === undefined))
            return;
          expect([...since].filter((code) => modifierOfCode(code) === undefined)).toEqual([]);
        });
      }),
    );
  });

  test('what counts was pressed, each key once', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        watch(events, (outcome, since) => {
          if (outcome.kind !== 'commit') return;
          expect(outcome.codes.length).toBeGreaterThan(0);
          expect(new Set(outcome.codes).size).toBe(outcome.codes.length);
          for (const code of outcome.codes) expect(since).toContain(code);
        });
      }),
    );
  });

  test('Escape gives up, and nothing is held after it', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const before = watch(events, () => {});
        expect(recordKey(before, { type: 'down', code: 'Escape' })).toEqual({
          recording: NOT_HELD,
          outcome: { kind: 'cancel' },
        });
      }),
    );
  });

  test('when all keys are up, the next chord starts from nothing', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const ups = CODES.map((code): RecorderEvent => ({ type: 'up', code }));
        expect(watch([...events, ...ups], () => {})).toEqual(NOT_HELD);
      }),
    );
  });
});
