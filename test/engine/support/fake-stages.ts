import type {
  Brain,
  BrainContext,
  BrainOutput,
  Completeness,
  Grammar,
  Recognition,
  StageInfo,
  Stages,
  Tts,
} from '#engine/stages.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { HarkError } from '#shared/base/errors.ts';

const info: StageInfo = { id: 'fake', languages: ['en'], licence: 'MIT', needsNetwork: false };

/** Speech is whatever is loud: a mean amplitude of a quarter is certain, an eighth is 0.5. */
function createFakeVad(): Stages['vad'] {
  return {
    info: { ...info, sampleRateHz: 16_000, frameSamples: 512 },
    process: (frame) => Math.min(1, (frame.reduce((sum, value) => sum + Math.abs(value), 0) * 4) / 512),
    reset() {},
  };
}

/** A recogniser whose answers a test scripts; by default it hears `what time is it`. */
export class FakeStt {
  readonly info = { ...info, freeDictation: false, partials: true };
  readonly grammars: Grammar[] = [];
  /** Samples of every utterance that was begun, in order. */
  readonly heard: number[] = [];
  cancelled = 0;
  closed = false;
  grammarError: Error | undefined;
  readonly #scripted: (Recognition | Error | Deferred<Recognition>)[] = [];
  #live: ((text: string) => void) | undefined;

  /** Answers the next unanswered utterance; an `Error` is a crash. */
  script(...answers: (Recognition | Error | Deferred<Recognition>)[]): void {
    this.#scripted.push(...answers);
  }

  /** A partial result of the utterance that was begun last. */
  partial(text: string): void {
    this.#live?.(text);
  }

  readonly stage: Stages['stt'] = {
    info: this.info,
    setGrammar: async (grammar) => {
      if (this.grammarError !== undefined) throw this.grammarError;
      this.grammars.push(grammar);
    },
    startUtterance: (onPartial) => {
      this.#live = onPartial;
      const index = this.heard.push(0) - 1;
      return {
        feed: (samples) => {
          this.heard[index] = (this.heard[index] ?? 0) + samples.length;
        },
        finish: async () => {
          const answer = this.#scripted.shift() ?? { text: 'what time is it', score: 5 };
          if (answer instanceof Error) throw answer;
          return 'promise' in answer ? answer.promise : answer;
        },
        cancel: () => {
          this.cancelled += 1;
        },
      };
    },
    close: async () => {
      this.closed = true;
    },
  };
}

type Answer = (context: BrainContext, signal: AbortSignal) => AsyncIterable<BrainOutput>;

/** A brain whose answers a test scripts; by default it says one sentence. */
class FakeBrain implements Brain {
  readonly info = { ...info, freeConversation: false };
  readonly contexts: BrainContext[] = [];
  completenessOf: (partial: string) => Completeness = () => 'incomplete';
  readonly #scripted: Answer[] = [];

  /** The next response; without outputs it says nothing. */
  script(...outputs: BrainOutput[]): void {
    this.scriptAnswer(async function* () {
      yield* outputs;
    });
  }

  scriptAnswer(answer: Answer): void {
    this.#scripted.push(answer);
  }

  grammar(tools: readonly { readonly name: string }[]): Grammar {
    return { jsgf: '#JSGF V1.0;', words: tools.map(({ name }) => name) };
  }

  completeness(partial: string): Completeness {
    return this.completenessOf(partial);
  }

  async *respond(context: BrainContext, signal: AbortSignal): AsyncIterable<BrainOutput> {
    this.contexts.push(context);
    const answer = this.#scripted.shift();
    if (answer === undefined) yield { type: 'say', text: 'It is ten past two.' };
    else yield* answer(context, signal);
  }
}

/** Speaks each word as 100 ms of sound; holds before each piece while a gate is set. */
class FakeTts implements Tts {
  readonly info = { ...info, voices: ['fake'] };
  readonly spoken: { text: string; voice: string; speed: number }[] = [];
  gate: Deferred<void> | undefined;
  error: Error | undefined;
  closed = false;

  hold(): Deferred<void> {
    this.gate = createDeferred<void>();
    return this.gate;
  }

  async *speak(text: string, options: { voice: string; speed: number }): AsyncIterable<Int16Array> {
    this.spoken.push({ text, ...options });
    if (this.error !== undefined) throw this.error;
    for (const _word of text.split(' ')) {
      yield new Int16Array(2400).fill(1000);
      await this.gate?.promise;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

export type FakeStages = {
  readonly stt: FakeStt;
  readonly brain: FakeBrain;
  readonly tts: FakeTts;
  readonly stages: Stages;
};

export function createFakeStages(): FakeStages {
  const stt = new FakeStt();
  const brain = new FakeBrain();
  const tts = new FakeTts();
  return { stt, brain, tts, stages: { vad: createFakeVad(), stt: stt.stage, brain, tts } };
}

export function crash(): HarkError {
  return new HarkError('unavailable', 'The speech recogniser stopped unexpectedly.');
}
