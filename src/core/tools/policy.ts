/**
 * How much harm a tool call can do: `low` reads harmless things or keeps Hark's own notes; `medium` shows something to
 * others or acts outside of Hark; `high` runs or overwrites; `never` touches secrets, devices or Hark's own files.
 */
export type Risk = 'low' | 'medium' | 'high' | 'never';
export type PolicyAnswer = 'allow' | 'ask' | 'deny';

const RISKS: readonly Risk[] = ['low', 'medium', 'high', 'never'];
const ANSWERS: Readonly<Record<Risk, PolicyAnswer>> = {
  low: 'allow',
  medium: 'ask',
  high: 'ask',
  never: 'deny',
};

/**
 * The answer of the policy: ordinary code, which nothing that is said, read or sent can talk past. A call is as risky as
 * its tool or, if that is worse, as its arguments (reliability reference §2.3).
 */
export function decide(toolRisk: Risk, argumentRisk: Risk): PolicyAnswer {
  return ANSWERS[worse(toolRisk, argumentRisk)];
}

/** The more dangerous of two risks. */
export function worse(first: Risk, second: Risk): Risk {
  return RISKS.indexOf(first) > RISKS.indexOf(second) ? first : second;
}
