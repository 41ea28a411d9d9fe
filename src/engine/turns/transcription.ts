import type { Emit } from '../protocol/emit.ts';
import type { Recognition } from '../stages.ts';
import { createStableWords } from './stable-words.ts';

const CONTENT_INDEX = 0;

/** Tells the client what the recogniser hears in one user item, when the session asks for it. */
export type Transcription = {
  /** The whole text so far. */
  partial(text: string): void;
  /** The client knows the item from now on; before, nothing is told about it. */
  announce(): void;
  /** `undefined`: it could not be understood. `audioMs`: length of the item. */
  finish(recognition: Recognition | undefined, audioMs: number): void;
};

export type TranscriptionOptions = {
  readonly itemId: string;
  readonly emit: Emit;
  readonly enabled: () => boolean;
};

export function createTranscription({ itemId, emit, enabled }: TranscriptionOptions): Transcription {
  const words = createStableWords();
  const ids = { item_id: itemId, content_index: CONTENT_INDEX };
  let announced = false;
  const sendDelta = (delta: string): void => {
    if (delta === '') return;
    emit({ type: 'conversation.item.input_audio_transcription.delta', ...ids, delta });
  };
  return {
    partial(text) {
      if (announced && enabled()) sendDelta(words.partial(text));
    },
    announce() {
      announced = true;
    },
    finish(recognition, audioMs) {
      if (!enabled()) return;
      if (recognition === undefined) {
        const error = {
          type: 'transcription_error',
          code: 'audio_unintelligible',
          message: 'The speech could not be understood.',
          param: null,
        };
        emit({ type: 'conversation.item.input_audio_transcription.failed', ...ids, error });
        return;
      }
      sendDelta(words.final(recognition.text));
      emit({
        type: 'conversation.item.input_audio_transcription.completed',
        ...ids,
        transcript: recognition.text,
        usage: { type: 'duration', seconds: audioMs / 1000 },
      });
    },
  };
}
