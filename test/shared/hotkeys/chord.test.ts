import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Chord,
  chordOfCodes,
  codesOfChord,
  formatChord,
  isModifiersOnly,
  parseChord,
} from '#shared/hotkeys/chord.ts';
import { capsOf } from '#shared/hotkeys/keycaps.ts';
import { chord } from '../../support/chord.ts';

describe('an accelerator', () => {
  test.each<[string, string, Chord | undefined]>([
    ['CommandOrControl+Shift+Space', 'linux', chord('Space', 'ctrl', 'shift')],
    ['CommandOrControl+Shift+Space', 'darwin', chord('Space', 'meta', 'shift')],
    ['Alt+t', 'win32', chord('T', 'alt')],
    ['F9', 'linux', chord('F9')],
    ['Super+Left', 'linux', chord('ArrowLeft', 'meta')],
    ['Option+esc', 'darwin', chord('Escape', 'alt')],
    ['Control+Super', 'linux', chord('', 'ctrl', 'meta')],
    ['CtrlRight', 'linux', chord('CtrlRight')],
    ['Alt+/', 'linux', chord('Slash', 'alt')],
    ['AltGr+T', 'linux', undefined],
    ['Alt+VolumeUp', 'linux', undefined],
    ['F25', 'linux', undefined],
    ['A+B', 'linux', undefined],
    ['+', 'linux', undefined],
    ['', 'linux', undefined],
  ])('%s on %s', (accelerator, platform, expected) => {
    expect(parseChord(accelerator, platform)).toEqual(expected);
  });

  test.each<[string, string, readonly string[]]>([
    ['CommandOrControl+Shift+Space', 'linux', ['Ctrl', 'Shift', 'Space']],
    ['CommandOrControl+Shift+Space', 'darwin', ['⇧', '⌘', 'Space']],
    ['Super+Up', 'win32', ['Win', '↑']],
    ['CtrlRight', 'linux', ['Right Ctrl']],
    ['MediaPlayPause', 'linux', ['MediaPlayPause']],
    ['', 'linux', []],
  ])('%s has on %s the keycaps %j', (accelerator, platform, caps) => {
    expect(capsOf(accelerator, platform)).toEqual(caps);
  });
});

test('a chord is the same after it was written and read, and after it was pressed', () => {
  const flag = fc.boolean();
  const anyChord = fc.record({
    key: fc.constantFrom('A', '0', 'F24', 'ArrowUp', 'Quote', 'Space', 'CapsLock'),
    ctrl: flag,
    alt: flag,
    shift: flag,
    meta: flag,
  });
  fc.assert(
    fc.property(anyChord, fc.constantFrom('linux', 'win32', 'darwin'), (given, platform) => {
      expect(parseChord(formatChord(given, platform), platform)).toEqual(given);
      expect(chordOfCodes(codesOfChord(given))).toEqual(given);
      expect(isModifiersOnly(given)).toBe(false);
    }),
  );
});

test('only modifiers are a chord that nobody but the keyboard hook hears', () => {
  expect([chord('CtrlRight'), chord('', 'ctrl', 'meta'), chord('A', 'ctrl')].map(isModifiersOnly)).toEqual([
    true,
    true,
    false,
  ]);
});
