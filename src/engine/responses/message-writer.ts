import type { Ids } from '#shared/wire/ids.ts';
import type { AssistantMessage } from '#shared/wire/items.ts';
import type { Entry } from '../conversation/conversation.ts';
import type { AudioShelf, ItemAudio } from '../conversation/item-audio.ts';
import type { Emit } from '../protocol/emit.ts';
import { createAudioEncoder } from '../turns/audio-codec.ts';
import type { ResponsePlan } from './response-plan.ts';

const CONTENT_INDEX = 0;

/** Writes one assistant message: one content part, spoken or text. */
export type MessageWriter = {
  /** One or more whole sentences; told to the client clause by clause. */
  words(text: string): void;
  sound(samples: Int16Array): void;
  close(status: 'completed' | 'incomplete'): void;
};

export type ItemPlace = { readonly outputIndex: number; readonly previousItemId: string | null };

export type MessageWriterOptions = {
  readonly plan: ResponsePlan;
  readonly emit: Emit;
  readonly ids: Ids;
  readonly shelf: AudioShelf;
  /** Puts the entry into the response and, unless it is out of band, into the conversation. */
  readonly add: (entry: Entry) => ItemPlace;
};

/** Opens the message: output_item.added, conversation.item.added, content_part.added (§8.2, §8.3). */
export function createMessageWriter(options: MessageWriterOptions): MessageWriter {
  const { plan, emit, ids, shelf } = options;
  const base = {
    id: ids.next('item'),
    object: 'realtime.item',
    type: 'message',
    role: 'assistant',
  } as const;
  const audio = plan.modality === 'audio' ? shelf.create() : undefined;
  const entry: Entry = {
    id: base.id,
    item: { ...base, status: 'in_progress', content: [] },
    aside: plan.aside,
    ...(audio === undefined ? {} : { audio }),
  };
  const place = options.add(entry);
  const output = { response_id: plan.id, output_index: place.outputIndex };
  emit({ type: 'response.output_item.added', ...output, item: entry.item });
  if (plan.conversation !== undefined) {
    emit({
      type: 'conversation.item.added',
      previous_item_id: place.previousItemId,
      item: entry.item,
    });
  }
  const close = (status: 'completed' | 'incomplete', content: AssistantMessage['content']): void => {
    entry.item = { ...base, status, content };
    if (plan.conversation !== undefined) {
      const previous = plan.conversation.previousOf(base.id);
      emit({ type: 'conversation.item.done', previous_item_id: previous, item: entry.item });
    }
    emit({ type: 'response.output_item.done', ...output, item: entry.item });
  };
  const part = { ...output, item_id: base.id, content_index: CONTENT_INDEX };
  return audio === undefined
    ? createTextPart(options, part, close)
    : createAudioPart({ ...options, audio }, part, close);
}

/** A text cut after its punctuation; the pieces joined are the text. */
function clausesOf(text: string): readonly string[] {
  return text.match(/.+?(?:[,;:.!?]+\s+|$)/gs) ?? [];
}

/** Sentences are joined by a space, also when the brain forgot it. */
function continued(before: string, text: string): string {
  return before === '' || /\s$/.test(before) || /^\s/.test(text) ? text : ` ${text}`;
}

type PartIds = {
  readonly response_id: string;
  readonly item_id: string;
  readonly output_index: number;
  readonly content_index: number;
};
type CloseItem = (status: 'completed' | 'incomplete', content: AssistantMessage['content']) => void;

function createTextPart(
  { emit }: Pick<MessageWriterOptions, 'emit'>,
  part: PartIds,
  closeItem: CloseItem,
): MessageWriter {
  let text = '';
  emit({ type: 'response.content_part.added', ...part, part: { type: 'text', text: '' } });
  return {
    words(sentence) {
      const addition = continued(text, sentence);
      text += addition;
      for (const delta of clausesOf(addition)) emit({ type: 'response.output_text.delta', ...part, delta });
    },
    sound() {},
    close(status) {
      emit({ type: 'response.output_text.done', ...part, text });
      emit({ type: 'response.content_part.done', ...part, part: { type: 'text', text } });
      closeItem(status, [{ type: 'output_text', text }]);
    },
  };
}

function createAudioPart(
  { emit, plan, audio }: MessageWriterOptions & { readonly audio: ItemAudio },
  part: PartIds,
  closeItem: CloseItem,
): MessageWriter {
  const encoder = createAudioEncoder(plan.format);
  let transcript = '';
  const sendSound = (delta: string): void => {
    if (delta !== '') emit({ type: 'response.output_audio.delta', ...part, delta });
  };
  emit({ type: 'response.content_part.added', ...part, part: { type: 'audio', transcript: '' } });
  return {
    words(sentence) {
      const addition = continued(transcript, sentence);
      transcript += addition;
      audio.beginWords(addition);
      for (const delta of clausesOf(addition)) {
        emit({ type: 'response.output_audio_transcript.delta', ...part, delta });
      }
    },
    sound(samples) {
      audio.add(samples);
      sendSound(encoder.encode(samples));
    },
    close(status) {
      // The last millisecond that a telephone format's resampler still holds.
      if (status === 'completed') sendSound(encoder.flush());
      emit({ type: 'response.output_audio.done', ...part });
      emit({ type: 'response.output_audio_transcript.done', ...part, transcript });
      emit({ type: 'response.content_part.done', ...part, part: { type: 'audio', transcript } });
      closeItem(status, [{ type: 'output_audio', transcript: audio.heardWords ?? transcript }]);
    },
  };
}
