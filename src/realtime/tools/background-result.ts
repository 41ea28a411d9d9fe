const BACKGROUND = Symbol('background result');

/** A tool's answer that the model is told about, without being asked to speak. */
export type BackgroundResult = { readonly [BACKGROUND]: true; readonly content: unknown };

/** Return this from a tool's `execute`: the output is sent and no response is requested for it. */
export function backgroundResult(content: unknown): BackgroundResult {
  return { [BACKGROUND]: true, content };
}

export function isBackgroundResult(value: unknown): value is BackgroundResult {
  return typeof value === 'object' && value !== null && BACKGROUND in value;
}
