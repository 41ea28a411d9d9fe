import { MARKDOWN_RULES } from './spoken/markdown.ts';
import { NAME_RULES } from './spoken/names.ts';
import { NUMBER_RULES } from './spoken/numbers.ts';
import { applyRules } from './spoken/rule.ts';
import { SYMBOL_RULES } from './spoken/symbols.ts';

const RULES = [...MARKDOWN_RULES, ...NAME_RULES, ...NUMBER_RULES, ...SYMBOL_RULES];

/**
 * Turns written text into what a person would say: printable ASCII, one line, without Markdown, addresses, symbols or emoji.
 * `''` when nothing of it can be spoken.
 */
export function toSpokenText(text: string): string {
  const spoken = applyRules(text, RULES).trim();
  return /[A-Za-z0-9]/.test(spoken) ? spoken : '';
}
