import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChordFollower, type HookEvent } from '#main/keys/chord-follower.ts';
import { chord } from '../../support/chord.ts';

/** Those of uiohook that the tests press. */
const KEYCODES = { Space: 57, A: 30, Ctrl: 29, CtrlRight: 3613, Alt: 56, Shift: 42, Meta: 3675 };
const { Space, A, Ctrl, CtrlRight, Meta } = KEYCODES;
const up: HookEvent = { keycode: Space, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
const held: HookEvent = { ...up, ctrlKey: true };

describe('a chord', () => {
  const follower = (): ChordFollower => new ChordFollower(chord('Space', 'ctrl'), KEYCODES);

  test('goes down once, however often its key repeats, and up once', () => {
    const chordKey = follower();
    expect([1, 2, 3].map(() => chordKey.handleDown(held))).toEqual(['down', undefined, undefined]);
    expect([1, 2].map(() => chordKey.handleUp(held))).toEqual(['up', undefined]);
  });

  test('ends with its modifier when that goes up first', () => {
    const chordKey = follower();
    chordKey.handleDown(held);
    expect(chordKey.handleUp({ ...up, keycode: Ctrl })).toBe('up');
    expect(chordKey.handleUp(up)).toBeUndefined();
  });

  test('lasts while other keys go down and up', () => {
    const chordKey = follower();
    chordKey.handleDown(held);
    expect(chordKey.handleDown({ ...held, keycode: A })).toBeUndefined();
    expect(chordKey.handleUp({ ...held, keycode: A })).toBeUndefined();
  });

  test.each([
    ['without its modifier', up],
    ['with one more', { ...held, shiftKey: true }],
    ['with another key', { ...held, keycode: A }],
  ])('is not pressed %s', (_what, event) => {
    expect(follower().handleDown(event)).toBeUndefined();
  });

  test('of a key that the hook does not have is refused', () => {
    expect(() => new ChordFollower(chord('F24'), KEYCODES)).toThrow('it has no key F24');
  });
});

describe('a chord of modifiers alone', () => {
  const right = (): ChordFollower => new ChordFollower(chord('CtrlRight'), KEYCODES);
  const both = (): ChordFollower => new ChordFollower(chord('', 'ctrl', 'meta'), KEYCODES);
  const rightDown: HookEvent = { ...held, keycode: CtrlRight };

  test('is held and let go', () => {
    const chordKey = right();
    expect(chordKey.handleDown(rightDown)).toBe('down');
    expect(chordKey.handleUp({ ...up, keycode: CtrlRight })).toBe('up');
  });

  test('is not the modifier of the other side', () => {
    expect(right().handleDown({ ...held, keycode: Ctrl })).toBeUndefined();
  });

  test('is complete with its last modifier, whichever that is, and ends with the first that goes', () => {
    for (const [first, last] of [
      [Ctrl, Meta],
      [Meta, Ctrl],
    ]) {
      const chordKey = both();
      const isCtrl = first === Ctrl;
      expect(
        chordKey.handleDown({ ...up, keycode: Number(first), ctrlKey: isCtrl, metaKey: !isCtrl }),
      ).toBeUndefined();
      expect(chordKey.handleDown({ ...held, keycode: Number(last), metaKey: true })).toBe('down');
      expect(chordKey.handleUp({ ...up, keycode: Number(first), ctrlKey: !isCtrl, metaKey: isCtrl })).toBe(
        'up',
      );
    }
  });

  test('is spoiled by a key that goes down with it: that was another chord', () => {
    const chordKey = right();
    chordKey.handleDown(rightDown);
    expect(chordKey.handleDown({ ...held, keycode: A })).toBe('spoiled');
    expect(chordKey.handleUp({ ...held, keycode: A })).toBeUndefined();
    expect(chordKey.handleUp({ ...up, keycode: CtrlRight })).toBeUndefined();
  });

  test('does not begin while another key is held', () => {
    const chordKey = right();
    chordKey.handleDown({ ...up, keycode: A });
    expect(chordKey.handleDown(rightDown)).toBeUndefined();
  });
});

const anyEvent = fc.record({
  keycode: fc.constantFrom(Space, A, Ctrl, CtrlRight, Meta),
  ctrlKey: fc.boolean(),
  altKey: fc.boolean(),
  shiftKey: fc.boolean(),
  metaKey: fc.boolean(),
});

test.each([chord('Space', 'ctrl'), chord('CtrlRight'), chord('', 'ctrl', 'meta')])(
  'the chord %o goes down and ends in turn, whatever is typed',
  (given) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), anyEvent)), (typed) => {
        const follower = new ChordFollower(given, KEYCODES);
        const told = typed.flatMap(
          ([isDown, key]) => (isDown ? follower.handleDown(key) : follower.handleUp(key)) ?? [],
        );
        expect(told.map((edge) => edge === 'down')).toEqual(told.map((_, index) => index % 2 === 0));
      }),
    );
  },
);
