import type { ErrorData } from '#shared/base/errors.ts';
import type { Grammar, Recognition } from '../stages.ts';

/** Host to worker. `id` numbers utterances and grammars; at most one utterance is open. */
export type SttRequest =
  /** While an utterance is open, it waits for its end. */
  | { readonly type: 'grammar'; readonly id: number; readonly grammar: Grammar }
  | { readonly type: 'start'; readonly id: number }
  /** Mono pcm16 at 24 kHz; the buffer is transferred. */
  | { readonly type: 'audio'; readonly id: number; readonly samples: Int16Array }
  | { readonly type: 'finish'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number };

/** Worker to host. */
export type SttReply =
  /** Models are loaded; once, before all others. */
  | { readonly type: 'ready' }
  | { readonly type: 'grammar_set'; readonly id: number }
  | { readonly type: 'grammar_refused'; readonly id: number; readonly error: ErrorData }
  /** So many samples of the utterance's audio have been decoded. */
  | { readonly type: 'decoded'; readonly id: number; readonly samples: number }
  | { readonly type: 'partial'; readonly id: number; readonly text: string }
  | { readonly type: 'final'; readonly id: number; readonly recognition: Recognition };
