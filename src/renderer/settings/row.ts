import type { ComponentType } from 'react';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { PlainKey, Words } from '#shared/i18n/words.ts';
import { DEFAULT_SETTINGS, type Settings, type SettingsPatch } from '#shared/settings/settings.ts';
import type { PageConnection } from '../bridge/page-connection.ts';
import type { Actions } from '../state/actions.ts';
import type { AudioChannel } from '../state/audio-channel.ts';
import type { IconName } from '../ui/icon.tsx';

type Groups = Omit<Settings, 'version'>;
type GroupName = keyof Groups;

/** Where a setting lies, e.g. `voice.speed`. */
export type SettingPath = { [G in GroupName]: `${G}.${keyof Groups[G] & string}` }[GroupName];
type SettingValue = { [G in GroupName]: Groups[G][keyof Groups[G]] }[GroupName];

/** What rows look at, and what they act through. */
export type SettingsContext = {
  readonly snapshot: AppSnapshot;
  readonly actions: Actions;
  readonly channel: AudioChannel;
  /** Only the desktop app can listen to keys while another program is in front. */
  readonly host: PageConnection['host'];
};

/** For rows about what only the desktop app has. */
export const isDesktop = ({ host }: Pick<SettingsContext, 'host'>): boolean => host === 'electron';

/** `label` is the key of a text that is always the same, or makes one. */
export type RowChoice = {
  readonly value: string | number;
  readonly label: PlainKey | ((words: Words) => string);
};

/** How a row is set; `part` is for what needs more than one control. */
export type Control =
  | {
      readonly kind: 'select';
      readonly choices: readonly RowChoice[];
      /** What a value is called that is none of the choices; by default as it is stored. */
      readonly other?: (value: string | number, words: Words) => string;
    }
  | {
      readonly kind: 'slider';
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly format: (value: number, words: Words) => string;
    }
  | { readonly kind: 'text'; readonly placeholder?: string }
  /** A list of texts, one a line. */
  | { readonly kind: 'lines' }
  /** The key of an action. */
  | { readonly kind: 'hotkey'; readonly action: HotkeyAction }
  | { readonly kind: 'part'; readonly Part: ComponentType<PartProps> };

/** `id` and `describedBy` tie the control to the row's label and help. */
export type PartProps = {
  readonly context: SettingsContext;
  readonly id: string;
  readonly describedBy: string;
};

/** One row of the settings is data: search, reset and layout need no code of its own. Its words are keys of the dictionaries. */
export type Row = {
  readonly label: PlainKey;
  /** One line. */
  readonly help: PlainKey;
  /** What it sets; absent for what is no setting, like the key. */
  readonly path?: SettingPath;
  readonly control: Control;
  /** Takes the whole width, below its label. */
  readonly wide?: true;
  /** Absent: always there. */
  readonly applies?: (context: SettingsContext) => boolean;
};

export type Section = { readonly title: PlainKey; readonly rows: readonly Row[] };

export type SettingsPage = {
  readonly id: string;
  readonly title: PlainKey;
  readonly icon: IconName;
  readonly sections: readonly Section[];
};

/** The value at a path. */
export function readSetting(settings: Settings, path: SettingPath): SettingValue {
  const [group, field] = split(path);
  return (settings[group] as Readonly<Record<string, SettingValue>>)[field] as SettingValue;
}

/** The change of one setting; core checks the value. */
export function patchOf(path: SettingPath, value: unknown): SettingsPatch {
  const [group, field] = split(path);
  return { [group]: { [field]: value } };
}

/** Whether a row stands at something else than its default. */
export function isChanged(settings: Settings, { path }: Row): boolean {
  if (path === undefined) return false;
  return JSON.stringify(readSetting(settings, path)) !== JSON.stringify(readSetting(DEFAULT_SETTINGS, path));
}

/** The change that brings these rows back to their defaults. */
export function resetPatch(rows: readonly Row[]): SettingsPatch {
  const patch: Record<string, Record<string, unknown>> = {};
  for (const { path } of rows) {
    if (path === undefined) continue;
    const [group, field] = split(path);
    patch[group] = { ...patch[group], [field]: readSetting(DEFAULT_SETTINGS, path) };
  }
  return patch;
}

function split(path: SettingPath): [GroupName, string] {
  return path.split('.') as [GroupName, string];
}
