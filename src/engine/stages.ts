import type { Item } from '#shared/wire/items.ts';
import type { FunctionTool, ToolChoice } from '#shared/wire/tools.ts';

/** What a stage can do, as data: shown by `hark doctor`, compared when another one is plugged in. */
export type StageInfo = {
  readonly id: string;
  /** BCP 47 tags; `[]` when the stage does not depend on a language. */
  readonly languages: readonly string[];
  /** SPDX expression of code and model together. */
  readonly licence: string;
  readonly needsNetwork: boolean;
};

/** Voice activity detection. Synchronous: one call per frame, so that turns are deterministic. */
export type Vad = {
  readonly info: StageInfo & { readonly sampleRateHz: 16_000; readonly frameSamples: 512 };
  /** Probability of speech, 0..1, of one frame of `frameSamples` floats in -1..1. */
  process(frame: Float32Array): number;
  reset(): void;
};

/** Noise suppression, in place, frame by frame. */
export type Denoiser = {
  readonly info: StageInfo & { readonly sampleRateHz: 48_000; readonly frameSamples: 480 };
  process(frame: Float32Array): void;
  reset(): void;
  close(): void;
};

/** What a recogniser may hear: a closed grammar. */
export type Grammar = {
  /** JSGF text whose public rule is the whole utterance. */
  readonly jsgf: string;
  /** Every word the grammar uses, lower case; words the dictionary lacks are pronounced by rule or dropped by the recogniser. */
  readonly words: readonly string[];
};

export type Recognition = {
  /** Lower-case words; `''` when nothing was heard. */
  readonly text: string;
  /**
   * Log-likelihood ratio per 10 ms frame of the grammar against a free phone loop, less a cost for sound that no word explains
   * (reference/offline-engine.md §3.2); `-Infinity` when nothing was heard. How much is enough depends on the risk: `brain/scene.ts`.
   */
  readonly score: number;
};

/** One utterance being recognised while it arrives. */
export type Utterance = {
  /** Mono pcm16 at 24 kHz, any length. Never blocks: decoding happens elsewhere. */
  feed(samples: Int16Array): void;
  /** Ends the utterance. Rejects with a HarkError when the recogniser crashed; a new utterance then works again. */
  finish(): Promise<Recognition>;
  /** Throws the utterance away; `finish` is not to be called. Safe twice. */
  cancel(): void;
};

/** Speech to text. */
export type Stt = {
  readonly info: StageInfo & { readonly freeDictation: boolean; readonly partials: boolean };
  /** Takes effect from the next utterance on. */
  setGrammar(grammar: Grammar): Promise<void>;
  /** `onPartial` gets the whole text so far, each time it changed. */
  startUtterance(onPartial: (text: string) => void): Utterance;
  close(): Promise<void>;
};

/** Whether a partial sentence is one a person could stop at, and whether more could follow. */
export type Completeness = 'incomplete' | 'complete_may_continue' | 'complete';

/** What the brain knows when it has to answer. */
export type BrainContext = {
  readonly instructions: string;
  readonly tools: readonly FunctionTool[];
  readonly toolChoice: ToolChoice;
  /** The conversation, oldest first, ending with what is to be answered. */
  readonly items: readonly Item[];
  /** How sure the recogniser was of the last user item; absent for typed text. */
  readonly score?: number;
};

export type BrainOutput =
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'call'; readonly name: string; readonly arguments: string };

/** Decides what to say and which tools to call. */
export type Brain = {
  readonly info: StageInfo & { readonly freeConversation: boolean };
  /** What can be said now; depends on the tools. */
  grammar(tools: readonly FunctionTool[]): Grammar;
  completeness(partial: string, tools: readonly FunctionTool[]): Completeness;
  /** Yields sentences and calls in order; stops when `signal` aborts. */
  respond(context: BrainContext, signal: AbortSignal): AsyncIterable<BrainOutput>;
};

/** Text to speech. */
export type Tts = {
  readonly info: StageInfo & { readonly voices: readonly string[] };
  /**
   * Speaks one sentence at a time: mono pcm16 at 24 kHz in pieces of at most 200 ms. `speed` 0.25..1.5.
   * Unknown voices (OpenAI's among them) are mapped to the nearest local one.
   */
  speak(
    text: string,
    options: { voice: string; speed: number },
    signal: AbortSignal,
  ): AsyncIterable<Int16Array>;
  close(): Promise<void>;
};

/** One set of stages per connection; the engine makes them through this. */
export type Stages = {
  readonly vad: Vad;
  readonly stt: Stt;
  readonly brain: Brain;
  readonly tts: Tts;
};
