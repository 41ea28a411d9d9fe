import type { ComponentType } from 'react';
import type { PlainKey } from '#shared/i18n/words.ts';
import type { SettingsContext } from '../settings/row.ts';
import type { IconName } from '../ui/icon.tsx';

export type CardProps = { readonly context: SettingsContext };

/** One step of the first run as a person sees it: one thing to know, or one thing to do. */
export type Card = {
  readonly icon: IconName;
  readonly title: PlainKey;
  readonly lead: (context: SettingsContext) => PlainKey;
  readonly Body: ComponentType<CardProps>;
  /** What going on is called; a step that is not done yet can always be left for later. */
  readonly next: (context: SettingsContext) => PlainKey;
};
