import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HarkError } from '#shared/base/errors.ts';

/** Samples per second the decoders are fed with; they accept any rate, and this one is RNNoise's. */
export const DECODER_HZ = 48_000;

/** A word and its phones in the model's notation: `['hello', 'HH AH L OW']`. */
export type Pronunciation = readonly [word: string, phones: string];

/** Where a word lies in the utterance, in frames of 10 ms. */
export type WordSpan = { readonly start: number; readonly end: number };

/** What a decoder made of an utterance. */
export type Hypothesis = {
  readonly text: string;
  /** Log-likelihood of the best path, to compare with that of another grammar over the same sound; -Infinity without a path. */
  readonly pathScore: number;
  /** Silences and noises between the words are left out. */
  readonly words: readonly WordSpan[];
};

/** One SoundSwallower decoder. All calls are synchronous and may take as long as the sound they are given is worth. */
export type Decoder = {
  knows(word: string): boolean;
  addWords(words: readonly Pronunciation[]): void;
  /** Throws `invalid_input` when it is not JSGF or has a word the decoder does not know; the grammar before stays. */
  setGrammar(jsgf: string): void;
  start(): void;
  process(samples: Float32Array): void;
  /** The best hypothesis so far. */
  text(): string;
  stop(): Hypothesis;
  close(): void;
};

export type DecoderFactory = {
  /** `dictionary` false makes a decoder that knows no words but those added (20 ms instead of 130 ms). */
  create(options: { readonly dictionary: boolean }): Promise<Decoder>;
};

/** The parts of the package that are used; its own types leave out the two lines marked "undocumented". */
type Module = {
  readonly Decoder: new (
    config: Record<string, unknown>,
  ) => {
    /** Undocumented: the address of the C object. */
    readonly cdecoder: number;
    initialize(): Promise<void>;
    lookup_word(word: string): string | null;
    add_words(...words: Pronunciation[]): void;
    set_grammar(jsgf: string): void;
    start(): void;
    process_audio(samples: Float32Array, noSearch: boolean, fullUtterance: boolean): number;
    stop(): void;
    get_text(): string;
    /** `t`ext, `b`eginning and `d`uration in seconds. */
    get_alignment(): {
      readonly w: readonly { readonly t: string; readonly b: number; readonly d: number }[];
    };
    delete(): void;
  };
  readonly HEAP32: Int32Array;
  _malloc(bytes: number): number;
  /** Undocumented: writes the score of the best path to `scoreAt`, returns the address of its text, 0 when there is none. */
  _decoder_hyp(decoder: number, scoreAt: number): number;
};

/**
 * Loads SoundSwallower (PocketSphinx in WebAssembly) and its American English model. For worker threads only: on load it installs
 * an `uncaughtException` handler, and decoding is synchronous.
 */
export async function loadSoundSwallower(): Promise<DecoderFactory> {
  const entry = createRequire(import.meta.url).resolve('soundswallower');
  const { default: createModule } = (await import(pathToFileURL(entry).href)) as {
    default: (options: Record<string, unknown>) => Promise<Module>;
  };
  const module = await createModule({
    modelBase: join(dirname(entry), 'model') + sep,
    print: () => {},
    printErr: () => {},
  });
  const scoreAt = module._malloc(Int32Array.BYTES_PER_ELEMENT);
  return {
    async create({ dictionary }) {
      const decoder = new module.Decoder({
        samprate: DECODER_HZ,
        loglevel: 'FATAL',
        ...WIDE_BEAMS,
        cmninit: TYPICAL_CEPSTRA,
        ...(dictionary ? {} : { dict: NO_DICTIONARY }),
      });
      await decoder.initialize();
      return wrap(decoder, () => {
        const hypothesis = module._decoder_hyp(decoder.cdecoder, scoreAt);
        return hypothesis === 0 ? Number.NEGATIVE_INFINITY : (module.HEAP32[scoreAt / 4] as number);
      });
    },
  };
}

/** Keeps sentences alive through noise that the package's own beams lose: 86 → 91 % right at 20 dB for a fifth more time. */
const WIDE_BEAMS = { beam: 1e-64, pbeam: 1e-64, wbeam: 1e-40 };

/**
 * Where mean normalisation starts, until it has heard enough: the mean cepstra of two voices after noise suppression. From the
 * package's own (`40,3,-1`) a session's first "what time is it" at 20 dB was heard as "on ten minutes".
 */
const TYPICAL_CEPSTRA = '40,-2,9,1,1,0,0,2,3,2,2,1,2';

/** A file that is not there: the package then goes on with an empty dictionary. */
const NO_DICTIONARY = 'no-dictionary';

function wrap(decoder: InstanceType<Module['Decoder']>, pathScore: () => number): Decoder {
  return {
    knows: (word) => decoder.lookup_word(word) !== null,
    addWords(words) {
      if (words.length > 0) decoder.add_words(...words);
    },
    setGrammar(jsgf) {
      try {
        decoder.set_grammar(jsgf);
      } catch (error) {
        throw unusableGrammar(error);
      }
    },
    start: () => decoder.start(),
    process(samples) {
      decoder.process_audio(samples, false, false);
    },
    text: () => decoder.get_text().trim(),
    stop() {
      decoder.stop();
      const text = decoder.get_text().trim();
      return { text, pathScore: pathScore(), words: text === '' ? [] : wordSpans(decoder.get_alignment().w) };
    },
    close: () => decoder.delete(),
  };
}

const FRAMES_PER_SECOND = 100;

function wordSpans(segments: readonly { t: string; b: number; d: number }[]): WordSpan[] {
  // What is no word is written in brackets: `<sil>`, `[NOISE]`, `(NULL)`.
  return segments
    .filter(({ t }) => !/^[<[(]/.test(t))
    .map(({ b, d }) => ({
      start: Math.round(b * FRAMES_PER_SECOND),
      end: Math.round((b + d) * FRAMES_PER_SECOND),
    }));
}

function unusableGrammar(cause: unknown): HarkError {
  return new HarkError('invalid_input', 'The recogniser cannot use this grammar.', {
    field: 'jsgf',
    kept: 'The grammar before it stays in use.',
    cause,
  });
}
