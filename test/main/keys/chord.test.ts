import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Chord, ChordFollower, type HookEvent, parseChord } from '#main/keys/chord.ts';

const chord = (key: string, ...modifiers: readonly ('ctrl' | 'alt' | 'shift' | 'meta')[]): Chord =>
  ({
    key,
    ...Object.fromEntries(['ctrl', 'alt', 'shift', 'meta'].map((name) => [name, false])),
    ...Object.fromEntries(modifiers.map((name) => [name, true])),
  }) as Chord;

describe('an accelerator', () => {
  test.each<[string, NodeJS.Platform, Chord | undefined]>([
    ['CommandOrControl+Shift+Space', 'linux', chord('Space', 'ctrl', 'shift')],
    ['CommandOrControl+Shift+Space', 'darwin', chord('Space', 'meta', 'shift')],
    ['Alt+t', 'win32', chord('T', 'alt')],
    ['F9', 'linux', chord('F9')],
    ['Super+Left', 'linux', chord('ArrowLeft', 'meta')],
    ['Option+esc', 'darwin', chord('Escape', 'alt')],
    ['AltGr+T', 'linux', undefined],
    ['Alt+VolumeUp', 'linux', undefined],
    ['F25', 'linux', undefined],
    ['+', 'linux', undefined],
    ['', 'linux', undefined],
  ])('%s on %s', (accelerator, platform, expected) => {
    expect(parseChord(accelerator, platform)).toEqual(expected);
  });
});

const SPACE = 57;
const A = 30;
const CTRL = 29;
const up: HookEvent = { keycode: SPACE, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
const held: HookEvent = { ...up, ctrlKey: true };

describe('a chord', () => {
  const follower = (): ChordFollower => new ChordFollower(chord('Space', 'ctrl'), SPACE);

  test('goes down once, however often its key repeats, and up once', () => {
    const chordKey = follower();
    expect([1, 2, 3].map(() => chordKey.handleDown(held))).toEqual([true, false, false]);
    expect([1, 2].map(() => chordKey.handleUp(held))).toEqual([true, false]);
  });

  test('ends with its modifier when that goes up first', () => {
    const chordKey = follower();
    chordKey.handleDown(held);
    expect(chordKey.handleUp({ ...up, keycode: CTRL })).toBe(true);
    expect(chordKey.handleUp(up)).toBe(false);
  });

  test('lasts while other keys go up', () => {
    const chordKey = follower();
    chordKey.handleDown(held);
    expect(chordKey.handleUp({ ...held, keycode: A })).toBe(false);
  });

  test.each([
    ['without its modifier', up],
    ['with one more', { ...held, shiftKey: true }],
    ['with another key', { ...held, keycode: A }],
  ])('is not pressed %s', (_what, event) => {
    expect(follower().handleDown(event)).toBe(false);
  });

  test('goes down and up in turn, whatever is typed', () => {
    const event = fc.record({
      keycode: fc.constantFrom(SPACE, A, CTRL),
      ctrlKey: fc.boolean(),
      altKey: fc.boolean(),
      shiftKey: fc.boolean(),
      metaKey: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), event)), (typed) => {
        const chordKey = follower();
        const told = typed.flatMap(([isDown, key]) => {
          const edge = isDown ? chordKey.handleDown(key) : chordKey.handleUp(key);
          return edge ? [isDown] : [];
        });
        expect(told).toEqual(told.map((_, index) => index % 2 === 0));
      }),
    );
  });
});
