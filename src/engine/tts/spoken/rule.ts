/** One rewriting step: a pattern and what to say instead (a function gets the match and its groups). */
export type Rule = readonly [
  pattern: RegExp,
  spoken: string | ((match: string, ...groups: (string | undefined)[]) => string),
];

/** Applies the rules in order, each to the result of the one before. */
export function applyRules(text: string, rules: readonly Rule[]): string {
  return rules.reduce(
    (result, [pattern, spoken]) =>
      typeof spoken === 'string'
        ? result.replace(pattern, spoken)
        : result.replace(pattern, (match, ...rest) => spoken(match, ...(rest as (string | undefined)[]))),
    text,
  );
}
