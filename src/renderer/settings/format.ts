import type { ShownLanguage } from '#shared/i18n/languages.ts';

/** A share as people read it, e.g. 0.5 as 50% or, in German, 50 %. */
export const percent = (share: number, { locale }: ShownLanguage): string =>
  new Intl.NumberFormat(locale, { style: 'percent' }).format(share);

/** A number with this many digits after its point, or comma. */
export const decimal = (value: number, digits: number, { locale }: ShownLanguage): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );
