import { HOTKEY_ACTIONS, HOTKEY_LABELS, type HotkeyAction } from './actions.ts';
import { canonical, chordOfCodes, codesOfChord, formatChord, parseChord } from './chord.ts';
import { capsOfCodes } from './keycaps.ts';
import { isFreeKey, keyOfCode, modifierOfCode } from './keys.ts';
import { isReserved } from './reserved.ts';

/** Why keys are no hotkey, in the order in which it is found out. */
export const HOTKEY_RULES = [
  'unknown_key',
  'plain_key',
  'shift_only',
  'too_many_keys',
  'several_keys',
  'both_sides',
  'lone_left',
  'reserved',
  'in_use',
  'refused',
] as const;
export type HotkeyRule = (typeof HOTKEY_RULES)[number];

/** Who has a key: an action, or what a window of Hark does with it. */
export type HotkeyOwner = HotkeyAction | keyof typeof FIXED_LABELS;

/** The rule that keys failed, a sentence that says so, and what a translation of it needs. */
export type HotkeyProblem = {
  readonly rule: HotkeyRule;
  readonly message: string;
  /** The keys, as they are printed. */
  readonly keys?: string;
  readonly owner?: HotkeyOwner;
};

/** A key that something else in Hark has. */
export type TakenHotkey = { readonly owner: HotkeyOwner; readonly accelerator: string };

/** The keys of all actions but one; `keysOf` tells those that an action wants or has, `''` is none. */
export function takenBesides(
  action: HotkeyAction,
  keysOf: (other: HotkeyAction) => readonly string[],
): readonly TakenHotkey[] {
  return HOTKEY_ACTIONS.filter((other) => other !== action).flatMap((other) =>
    keysOf(other).flatMap((accelerator) => (accelerator === '' ? [] : { owner: other, accelerator })),
  );
}

const FIXED_LABELS = { search: 'Search', settings: 'Settings' } as const;
/** Keys of Hark's own windows, which cannot be changed. */
const FIXED_HOTKEYS: readonly TakenHotkey[] = [
  { owner: 'search', accelerator: 'CommandOrControl+F' },
  { owner: 'settings', accelerator: 'CommandOrControl+,' },
];

/** Keys more than this, nobody holds at once. */
const MAX_KEYS = 4;

export type HotkeyPlace = {
  /** `process.platform`. */
  readonly platform: string;
  readonly taken: readonly TakenHotkey[];
};

export type HotkeyVerdict =
  | { readonly ok: true; readonly accelerator: string }
  | { readonly ok: false; readonly problem: HotkeyProblem };

/** Judges keys that were down together, by their `KeyboardEvent.code`. What the system says of them is not known here. */
export function judgeCodes(codes: readonly string[], place: HotkeyPlace): HotkeyVerdict {
  const problem = shapeProblem(codes) ?? ownerProblem(codes, place);
  return problem === undefined
    ? { ok: true, accelerator: formatChord(chordOfCodes(codes), place.platform) }
    : { ok: false, problem };
}

/** Judges an accelerator as it is written. */
export function judgeAccelerator(accelerator: string, place: HotkeyPlace): HotkeyVerdict {
  const chord = parseChord(accelerator, place.platform);
  if (chord !== undefined) return judgeCodes(codesOfChord(chord), place);
  return {
    ok: false,
    problem: { rule: 'unknown_key', message: `“${accelerator}” is no key that Hark knows.` },
  };
}

type Shape = { readonly rule: HotkeyRule; readonly fails: (keys: Keys) => boolean; readonly message: string };
type Keys = {
  readonly codes: readonly string[];
  /** Those that are no modifiers, as uiohook names them; `undefined` where it knows none. */
  readonly names: readonly (string | undefined)[];
  readonly modifiers: readonly NonNullable<ReturnType<typeof modifierOfCode>>[];
};

const isNeeded = (name: string | undefined): boolean => name !== undefined && !isFreeKey(name);

const SHAPES: readonly Shape[] = [
  {
    rule: 'unknown_key',
    fails: ({ codes, names }) => codes.length === 0 || names.includes(undefined),
    message: 'Hark does not know this key.',
  },
  {
    rule: 'plain_key',
    fails: ({ names, modifiers }) => modifiers.length === 0 && names.some(isNeeded),
    message: 'Other programs need this key: add Ctrl, Alt or another modifier.',
  },
  {
    rule: 'shift_only',
    fails: ({ names, modifiers }) =>
      modifiers.length > 0 && modifiers.every(({ modifier }) => modifier === 'shift') && names.some(isNeeded),
    message: 'Shift and a key types something: add Ctrl, Alt or another modifier.',
  },
  {
    rule: 'too_many_keys',
    fails: ({ codes }) => codes.length > MAX_KEYS,
    message: `More than ${MAX_KEYS} keys are hard to hold: use fewer.`,
  },
  {
    rule: 'several_keys',
    fails: ({ names }) => names.length > 1,
    message: 'Only one key can go with the modifiers.',
  },
  {
    rule: 'both_sides',
    fails: ({ modifiers }) => new Set(modifiers.map(({ modifier }) => modifier)).size < modifiers.length,
    message: 'Left and right of the same modifier count as one: use one of them.',
  },
];

function shapeProblem(codes: readonly string[]): HotkeyProblem | undefined {
  const modifiers = codes.flatMap((code) => modifierOfCode(code) ?? []);
  const names = codes
    .filter((code) => modifierOfCode(code) === undefined)
    .map((code) => keyOfCode(code)?.name);
  const failed = SHAPES.find(({ fails }) => fails({ codes, names, modifiers }));
  return failed && { rule: failed.rule, message: failed.message };
}

function ownerProblem(codes: readonly string[], { platform, taken }: HotkeyPlace): HotkeyProblem | undefined {
  const chord = chordOfCodes(codes);
  const accelerator = formatChord(chord, platform);
  const keys = capsOfCodes(codes, platform).join(' + ');
  if (chord.key === '' && codes.length === 1) {
    const message = `${keys} alone is part of many chords: use Right ${keys}, or add a key.`;
    return { rule: 'lone_left', message, keys };
  }
  if (isReserved(chord, platform)) {
    return { rule: 'reserved', message: `The system, or every program, needs ${keys}.`, keys };
  }
  const has = [...taken, ...FIXED_HOTKEYS].find(
    (entry) => canonical(entry.accelerator, platform) === accelerator,
  );
  if (has === undefined) return undefined;
  const { owner } = has;
  const label = { ...HOTKEY_LABELS, ...FIXED_LABELS }[owner];
  return { rule: 'in_use', message: `${keys} is already used for “${label}”.`, keys, owner };
}
