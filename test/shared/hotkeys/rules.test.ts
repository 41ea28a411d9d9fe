import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alternativesTo } from '#shared/hotkeys/alternatives.ts';
import {
  HOTKEY_RULES,
  type HotkeyPlace,
  type HotkeyRule,
  judgeAccelerator,
  judgeCodes,
} from '#shared/hotkeys/rules.ts';

const LINUX: HotkeyPlace = { platform: 'linux', taken: [{ owner: 'mute', accelerator: 'Control+Alt+M' }] };

function ruleOf(codes: readonly string[], place = LINUX): HotkeyRule | undefined {
  const verdict = judgeCodes(codes, place);
  return verdict.ok ? undefined : verdict.problem.rule;
}

describe('keys', () => {
  test.each<[string, readonly string[]]>([
    ['CommandOrControl+Alt+T', ['ControlLeft', 'AltLeft', 'KeyT']],
    ['CommandOrControl+Shift+Space', ['ShiftRight', 'Space', 'ControlRight']],
    ['F9', ['F9']],
    ['Shift+F9', ['ShiftLeft', 'F9']],
    ['CtrlRight', ['ControlRight']],
    ['CommandOrControl+Super', ['ControlLeft', 'MetaLeft']],
    ['Alt+-', ['AltLeft', 'Minus']],
  ])('make the hotkey %s', (accelerator, codes) => {
    expect(judgeCodes(codes, LINUX)).toEqual({ ok: true, accelerator });
  });

  test.each<[HotkeyRule, readonly string[], string]>([
    ['unknown_key', ['ControlLeft', 'Fn'], 'Hark does not know this key.'],
    ['plain_key', ['KeyA'], 'Other programs need this key: add Ctrl, Alt or another modifier.'],
    ['plain_key', ['Space'], 'Other programs need this key: add Ctrl, Alt or another modifier.'],
    [
      'shift_only',
      ['ShiftLeft', 'KeyA'],
      'Shift and a key types something: add Ctrl, Alt or another modifier.',
    ],
    [
      'too_many_keys',
      ['ControlLeft', 'AltLeft', 'ShiftLeft', 'MetaLeft', 'KeyA'],
      'More than 4 keys are hard to hold: use fewer.',
    ],
    ['several_keys', ['ControlLeft', 'KeyA', 'KeyB'], 'Only one key can go with the modifiers.'],
    [
      'both_sides',
      ['ControlLeft', 'ControlRight', 'KeyA'],
      'Left and right of the same modifier count as one: use one of them.',
    ],
    ['lone_left', ['ControlLeft'], 'Ctrl alone is part of many chords: use Right Ctrl, or add a key.'],
    ['reserved', ['AltLeft', 'F4'], 'The system, or every program, needs Alt + F4.'],
    ['in_use', ['ControlLeft', 'AltLeft', 'KeyM'], 'Ctrl + Alt + M is already used for “Mute”.'],
    ['in_use', ['ControlLeft', 'KeyF'], 'Ctrl + F is already used for “Search”.'],
    ['in_use', ['ControlLeft', 'Comma'], 'Ctrl + , is already used for “Settings”.'],
  ])('fail %s with %j', (rule, codes, message) => {
    expect(judgeCodes(codes, LINUX)).toMatchObject({ ok: false, problem: { rule, message } });
  });

  test.each<[string, readonly string[], HotkeyRule | undefined]>([
    ['win32', ['MetaLeft', 'KeyH'], 'reserved'],
    ['win32', ['F12'], 'reserved'],
    ['linux', ['F12'], undefined],
    ['darwin', ['MetaLeft', 'Space'], 'reserved'],
    ['darwin', ['MetaLeft', 'KeyC'], 'reserved'],
    ['darwin', ['ControlLeft', 'KeyC'], undefined],
    ['linux', ['ControlLeft', 'KeyC'], 'reserved'],
  ])('on %s are kept by the system or not: %j', (platform, codes, rule) => {
    expect(ruleOf(codes, { platform, taken: [] })).toBe(rule);
  });

  // Each list fails its rule and all later ones that it can fail at the same time.
  test.each<[HotkeyRule, readonly string[]]>([
    ['unknown_key', ['Fn', 'KeyA']],
    ['plain_key', ['KeyA', 'KeyB', 'KeyC', 'KeyD', 'KeyE']],
    ['shift_only', ['ShiftLeft', 'ShiftRight', 'KeyA', 'KeyB', 'KeyC']],
    ['too_many_keys', ['ControlLeft', 'ControlRight', 'KeyA', 'KeyB', 'KeyC']],
    ['several_keys', ['ControlLeft', 'ControlRight', 'KeyA', 'KeyB']],
    ['both_sides', ['AltLeft', 'AltRight', 'F4']],
  ])('that fail several rules are told the first one, %s', (rule, codes) => {
    expect(ruleOf(codes)).toBe(rule);
    expect(HOTKEY_RULES).toContain(rule);
  });
});

describe('text', () => {
  test.each(['', 'Ctrl+', 'Foo+K', 'Strg+K', 'MediaPlayPause', '+', `${'Ctrl+'.repeat(60)}+`])(
    '“%s” is no hotkey',
    (text) => {
      expect(judgeAccelerator(text, LINUX)).toMatchObject({ ok: false, problem: { rule: 'unknown_key' } });
    },
  );

  test('is brought into one form', () => {
    for (const text of ['ctrl+ALT+t', 'Alt+Control+T', 'CmdOrCtrl+Option+t']) {
      expect(judgeAccelerator(text, LINUX)).toEqual({ ok: true, accelerator: 'CommandOrControl+Alt+T' });
    }
  });
});

test('alternatives keep every rule, differ, and are at least three for whatever is asked', () => {
  const codes = fc.uniqueArray(fc.constantFrom('ControlLeft', 'AltLeft', 'ShiftLeft', 'MetaLeft'), {
    minLength: 1,
  });
  fc.assert(
    fc.property(
      codes,
      fc.constantFrom('KeyM', 'Space', 'F9', 'F4', 'Delete'),
      fc.constantFrom('linux', 'win32', 'darwin'),
      (held, key, platform) => {
        const place = { ...LINUX, platform };
        const verdict = judgeCodes([...held, key], { platform, taken: [] });
        const wanted = verdict.ok ? verdict.accelerator : 'Control+Alt+Delete';
        const found = alternativesTo(wanted, place);
        expect(found.length).toBeGreaterThanOrEqual(3);
        expect(found).not.toContain(wanted);
        for (const other of found)
          expect(judgeAccelerator(other, place)).toEqual({ ok: true, accelerator: other });
      },
    ),
  );
});
