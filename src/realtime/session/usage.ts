/** Tokens of one response or a whole session; cached tokens are a part of the input tokens. */
export type RealtimeUsage = {
  readonly totalTokens: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly input: ModalityTokens & { readonly image: number };
  readonly cached: ModalityTokens & { readonly image: number; readonly total: number };
  readonly output: ModalityTokens;
};

type ModalityTokens = { readonly text: number; readonly audio: number };

/** Usage before anything was said. */
export const NO_USAGE: RealtimeUsage = {
  totalTokens: 0,
  inputTokens: 0,
  outputTokens: 0,
  input: { text: 0, audio: 0, image: 0 },
  cached: { text: 0, audio: 0, image: 0, total: 0 },
  output: { text: 0, audio: 0 },
};

/** The sum, field by field. */
export function addUsage(a: RealtimeUsage, b: RealtimeUsage): RealtimeUsage {
  return {
    totalTokens: a.totalTokens + b.totalTokens,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    input: {
      text: a.input.text + b.input.text,
      audio: a.input.audio + b.input.audio,
      image: a.input.image + b.input.image,
    },
    cached: {
      text: a.cached.text + b.cached.text,
      audio: a.cached.audio + b.cached.audio,
      image: a.cached.image + b.cached.image,
      total: a.cached.total + b.cached.total,
    },
    output: { text: a.output.text + b.output.text, audio: a.output.audio + b.output.audio },
  };
}
