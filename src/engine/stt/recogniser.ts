import type { Grammar, Recognition } from '../stages.ts';
import type { Decoder } from './decoder.ts';
import type { FrontEnd } from './front-end.ts';
import { loadGrammar } from './load-grammar.ts';
import { frameLevels, unexplainedShare } from './unexplained-sound.ts';

/** Recognises one utterance after the other. Synchronous but for the grammar; lives in the worker. */
export type Recogniser = {
  /** Not while an utterance is open. Rejects with `invalid_input`. */
  setGrammar(grammar: Grammar): Promise<void>;
  start(): void;
  /** Mono pcm16 at 24 kHz. Returns what was heard so far. */
  feed(samples: Int16Array): string;
  finish(): Recognition;
  cancel(): void;
};

export type RecogniserParts = {
  readonly frontEnd: FrontEnd;
  /** Hears what the grammar allows. */
  readonly grammar: Decoder;
  /** Hears any speech sounds: the yardstick for how well the grammar fits. */
  readonly phoneLoop: Decoder;
};

/**
 * Silence before each utterance, at 24 kHz: 300 ms. Who speaks the moment the key goes down leaves the decoder nothing to tell
 * speech from; "what time is it" of three voices then scores 4 lower.
 */
const LEAD_IN = new Int16Array(7_200);

/** Taken from the score when no word explains any of the sound. */
const UNEXPLAINED_COST = 30;

/** Until a grammar is set nothing can be heard. */
const NOTHING = '#JSGF V1.0;\ngrammar nothing;\npublic <nothing> = <VOID>;\n';

export function createRecogniser({ frontEnd, grammar, phoneLoop }: RecogniserParts): Recogniser {
  grammar.setGrammar(NOTHING);
  let levels: number[] = [];
  const decode = (samples: Float32Array): void => {
    levels.push(...frameLevels(samples));
    grammar.process(samples);
    phoneLoop.process(samples);
  };
  return {
    setGrammar: (wanted) => loadGrammar(grammar, wanted),
    start() {
      levels = [];
      grammar.start();
      phoneLoop.start();
      decode(frontEnd.process(LEAD_IN));
    },
    feed(samples) {
      decode(frontEnd.process(samples));
      return grammar.text();
    },
    finish() {
      decode(frontEnd.flush());
      const heard = grammar.stop();
      const free = phoneLoop.stop();
      if (heard.text === '') return { text: '', score: Number.NEGATIVE_INFINITY };
      const ratio = (heard.pathScore - free.pathScore) / levels.length;
      return { text: heard.text, score: ratio - UNEXPLAINED_COST * unexplainedShare(levels, heard.words) };
    },
    cancel() {
      frontEnd.flush();
      grammar.stop();
      phoneLoop.stop();
    },
  };
}
