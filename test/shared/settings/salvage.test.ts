import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeUnknown, salvageSettings } from '#shared/settings/salvage.ts';
import { DEFAULT_SETTINGS, SettingsSchema } from '#shared/settings/settings.ts';

describe('settings as they were stored', () => {
  it('are the defaults when there are none', () => {
    expect(salvageSettings(undefined)).toEqual({ settings: DEFAULT_SETTINGS, reset: [], unknown: {} });
  });

  it('come back as they were', () => {
    const stored = { ...DEFAULT_SETTINGS, voice: { name: 'slt', speed: 0.8, volume: 1 } };
    expect(salvageSettings(stored)).toEqual({ settings: stored, reset: [], unknown: {} });
  });

  it.each([[null], [[]], [42], ['text'], [true]])('are the defaults when they are %j', (stored) => {
    expect(salvageSettings(stored)).toMatchObject({ settings: DEFAULT_SETTINGS, reset: [''] });
  });

  it('lose a bad field alone', () => {
    const { settings, reset } = salvageSettings({
      voice: { name: '', speed: 0.8 },
      turns: { mode: 'shout', pauseMs: 1e9, threshold: Number.NaN, eagerness: 'low' },
      files: 'none',
    });
    expect(reset).toEqual(['voice.name', 'turns.mode', 'turns.pauseMs', 'turns.threshold', 'files']);
    expect(settings.voice).toEqual({ ...DEFAULT_SETTINGS.voice, speed: 0.8 });
    expect(settings.turns).toEqual({ ...DEFAULT_SETTINGS.turns, eagerness: 'low' });
  });

  it('keep what this version does not know through a save', () => {
    const stored = { version: 7, voice: { name: 'slt', pitch: 3 }, wakeWord: { on: true } };
    const salvaged = salvageSettings(stored);
    expect(salvaged).toMatchObject({
      newerVersion: 7,
      unknown: { voice: { pitch: 3 }, wakeWord: { on: true } },
    });
    expect(mergeUnknown(salvaged.settings, salvaged)).toEqual({
      ...DEFAULT_SETTINGS,
      voice: { ...DEFAULT_SETTINGS.voice, name: 'slt', pitch: 3 },
      wakeWord: { on: true },
    });
  });

  it('drop keys that could become a prototype', () => {
    const salvaged = salvageSettings(
      JSON.parse('{"__proto__":{"a":1},"constructor":1,"voice":{"__proto__":2}}'),
    );
    expect(salvaged.unknown).toEqual({});
    expect(Object.getPrototypeOf(mergeUnknown(salvaged.settings, salvaged))).toBe(Object.prototype);
  });

  it('are valid whatever was stored, and stable when stored again', () => {
    const groups = Object.keys(DEFAULT_SETTINGS);
    const fields = [
      'name',
      'speed',
      'mode',
      'pauseMs',
      'url',
      'kind',
      'allowedFolders',
      'threshold',
      '__proto__',
      'x',
    ];
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('hold', 'hands_free', 'engine', 500, 0.5, Number.POSITIVE_INFINITY),
    );
    const group = fc.oneof(value, fc.dictionary(fc.constantFrom(...fields), value));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...groups, 'x'), group), (stored) => {
        const salvaged = salvageSettings(stored);
        expect(SettingsSchema.parse(salvaged.settings)).toEqual(salvaged.settings);
        const again = salvageSettings(mergeUnknown(salvaged.settings, salvaged));
        expect(again).toMatchObject({ settings: salvaged.settings, reset: [] });
      }),
    );
  });
});

describe('the talk key of an older version', () => {
  it('is kept under its new name, and where that version looks for it', () => {
    const salvaged = salvageSettings({ hotkeys: { toggle: 'Alt+T' } });
    expect(salvaged.settings.hotkeys).toEqual({ ...DEFAULT_SETTINGS.hotkeys, talk: 'Alt+T' });
    expect(mergeUnknown(salvaged.settings, salvaged).hotkeys).toMatchObject({
      talk: 'Alt+T',
      toggle: 'Alt+T',
    });
  });

  it('gives way to the one that was chosen since', () => {
    const { settings } = salvageSettings({ hotkeys: { toggle: 'Alt+T', talk: 'Alt+U' } });
    expect(settings.hotkeys.talk).toBe('Alt+U');
  });
});
