import { isRecord } from '../base/is-record.ts';
import { DEFAULT_SETTINGS, SETTINGS_VERSION, type Settings, SettingsSchema } from './settings.ts';

export type Salvaged = {
  readonly settings: Settings;
  /** Dotted paths of fields that were there and could not be used, e.g. `turns.pauseMs`; `''` is the whole value. */
  readonly reset: readonly string[];
  /** What we do not know, as it was stored: fields of another version survive a save by this one. */
  readonly unknown: Record<string, unknown>;
  /** The stored version when it is above ours. */
  readonly newerVersion?: number;
};

type Fields = Record<string, unknown>;

/** Reads stored settings field by field: a bad one falls back to its default alone, all others are kept. */
export function salvageSettings(stored: unknown): Salvaged {
  if (stored === undefined) return { settings: DEFAULT_SETTINGS, reset: [], unknown: {} };
  if (!isRecord(stored)) return { settings: DEFAULT_SETTINGS, reset: [''], unknown: {} };
  const reset: string[] = [];
  const settings: Fields = { version: SETTINGS_VERSION };
  const unknown: Fields = unknownOf(stored, DEFAULT_SETTINGS);
  for (const [name, defaults] of groups()) {
    const group = read(stored, name);
    if (group !== undefined && !isRecord(group)) reset.push(name);
    const fields = isRecord(group) ? withFormerNames(name, group) : {};
    settings[name] = salvageGroup({ name, defaults, fields, reset });
    const rest = unknownOf(fields, defaults);
    if (Object.keys(rest).length > 0) unknown[name] = rest;
  }
  const version = read(stored, 'version');
  return {
    settings: SettingsSchema.parse(settings),
    reset,
    unknown,
    ...(typeof version === 'number' && version > SETTINGS_VERSION ? { newerVersion: version } : {}),
  };
}

/** The object to store: the settings, together with what was not understood when they were read. */
export function mergeUnknown(settings: Settings, { unknown }: Salvaged): Record<string, unknown> {
  const merged: Fields = { ...unknown };
  for (const [name, value] of Object.entries(settings)) {
    const rest = read(unknown, name);
    merged[name] = isRecord(value) && isRecord(rest) ? { ...rest, ...value } : value;
  }
  return merged;
}

type Group = {
  readonly name: string;
  readonly defaults: Fields;
  readonly fields: Fields;
  readonly reset: string[];
};

function salvageGroup({ name, defaults, fields, reset }: Group): Fields {
  const shape = groupShape(name);
  const result: Fields = {};
  for (const [field, fallback] of Object.entries(defaults)) {
    const value = read(fields, field);
    const parsed = value === undefined ? undefined : shape[field]?.safeParse(value);
    result[field] = parsed?.success === true ? parsed.data : fallback;
    if (parsed?.success === false) reset.push(`${name}.${field}`);
  }
  return result;
}

/** Fields that were renamed, by their group and their name now. The old one stays in the file, for older versions. */
const FORMER_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hotkeys: { talk: 'toggle' },
};

function withFormerNames(group: string, fields: Fields): Fields {
  const renamed = Object.entries(FORMER_NAMES[group] ?? {}).flatMap(([now, before]) => {
    const value = read(fields, before);
    return value === undefined ? [] : [[now, value]];
  });
  return { ...Object.fromEntries(renamed), ...fields };
}

type FieldSchema = { safeParse(value: unknown): { success: true; data: unknown } | { success: false } };

function groupShape(name: string): Record<string, FieldSchema> {
  const { version: _, ...shapes } = SettingsSchema.shape;
  return shapes[name as keyof typeof shapes].shape;
}

function groups(): [string, Fields][] {
  const { version: _, ...rest } = DEFAULT_SETTINGS;
  return Object.entries(rest);
}

/** Own keys we have no field for; those that could become a prototype are dropped. */
function unknownOf(stored: Fields, known: object): Fields {
  return Object.fromEntries(
    Object.entries(stored).filter(([key]) => !Object.hasOwn(known, key) && !FORBIDDEN_KEYS.has(key)),
  );
}

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

function read(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
