import type { AudioFormat } from '#shared/wire/audio-format.ts';
import type { ClientEventOf } from '#shared/wire/client-events.ts';
import type { Item } from '#shared/wire/items.ts';
import type { SessionConfig } from '#shared/wire/session-config.ts';
import type { ErrorCode } from '#shared/wire/wire-error.ts';
import type { Emit } from '../protocol/emit.ts';
import { Refusal } from '../protocol/refusal.ts';
import { createAudioEncoder } from '../turns/audio-codec.ts';
import { createTranscription, type Transcription } from '../turns/transcription.ts';
import type { SpokenTurn } from '../turns/turn-taker.ts';
import type { Conversation, Entry } from './conversation.ts';
import { requireNewItem } from './new-item.ts';
import type { UserItems } from './user-items.ts';

export type ConversationHandlers = {
  /** Adds a spoken turn: committed, added, done, and its transcription once it is known (§8.3). */
  commit(turn: SpokenTurn): void;
  create(event: ClientEventOf<'conversation.item.create'>): void;
  retrieve(event: ClientEventOf<'conversation.item.retrieve'>): void;
  truncate(event: ClientEventOf<'conversation.item.truncate'>): void;
  delete(event: ClientEventOf<'conversation.item.delete'>): void;
};

export type ConversationHandlersOptions = {
  readonly emit: Emit;
  readonly conversation: Conversation;
  readonly userItems: UserItems;
  readonly session: () => SessionConfig;
};

/** Obeys the client's conversation events; throws a `Refusal` for what cannot be obeyed. */
export function createConversationHandlers(options: ConversationHandlersOptions): ConversationHandlers {
  const { emit, conversation, userItems, session } = options;
  const transcribes = (): boolean => session().audio.input.transcription !== null;

  const add = (entry: Entry, after?: string): void => {
    const previous_item_id = conversation.insert(entry, after);
    emit({ type: 'conversation.item.added', previous_item_id, item: entry.item });
    emit({ type: 'conversation.item.done', previous_item_id, item: entry.item });
  };
  const tellWords = (entry: Entry, transcription: Transcription): void => {
    transcription.announce();
    void entry.recognition?.then((recognition) =>
      transcription.finish(recognition, entry.audio?.durationMs ?? 0),
    );
  };
  const find = (itemId: string, code: ErrorCode): Entry => {
    const entry = conversation.get(itemId);
    if (entry !== undefined) return entry;
    throw new Refusal(code, `Item with ID '${itemId}' not found in conversation.`, 'item_id');
  };
  return {
    commit({ itemId, samples, utterance, transcription }) {
      emit({
        type: 'input_audio_buffer.committed',
        item_id: itemId,
        previous_item_id: conversation.lastId,
      });
      const entry = userItems.fromSpeech(itemId, samples, utterance);
      add(entry);
      tellWords(entry, transcription);
    },
    create({ item, previous_item_id }) {
      requireNewItem(item, previous_item_id, conversation);
      const entry = userItems.fromClient(item, session().audio.input.format);
      add(entry, previous_item_id ?? undefined);
      tellWords(entry, createTranscription({ itemId: entry.id, emit, enabled: transcribes }));
    },
    retrieve({ item_id }) {
      const entry = find(item_id, 'item_retrieve_invalid_item_id');
      emit({ type: 'conversation.item.retrieved', item: withAudio(entry, session()) });
    },
    truncate({ item_id, content_index, audio_end_ms }) {
      const entry = find(item_id, 'item_truncate_invalid_item_id');
      truncateEntry(entry, content_index, audio_end_ms);
      emit({ type: 'conversation.item.truncated', item_id, content_index, audio_end_ms });
    },
    delete({ item_id }) {
      find(item_id, 'item_delete_invalid_item_id');
      conversation.remove(item_id);
      emit({ type: 'conversation.item.deleted', item_id });
    },
  };
}

/** Keeps the audio up to `endMs` and the words that were heard: what the user never heard was never said (§14.10). */
function truncateEntry(entry: Entry, contentIndex: number, endMs: number): void {
  const { item, audio } = entry;
  const assistant = item.type === 'message' && item.role === 'assistant';
  if (!assistant || audio === undefined || audio.durationMs === 0) {
    const message = 'Only model output audio messages can be truncated';
    throw new Refusal('unsupported_content_type', message, 'item_id');
  }
  if (contentIndex !== 0) {
    const message = `Invalid 'content_index': the item has one content part, got index ${contentIndex}.`;
    throw new Refusal('invalid_value', message, 'content_index');
  }
  if (endMs > audio.durationMs) {
    const message = `Audio content of ${audio.durationMs}ms is already shorter than ${endMs}ms`;
    throw new Refusal('invalid_value', message, 'audio_end_ms');
  }
  audio.truncate(endMs);
  if (item.status === 'in_progress') return;
  entry.item = { ...item, content: [{ type: 'output_audio', transcript: audio.heardWords ?? '' }] };
}

function encoded(samples: Int16Array, format: AudioFormat): string {
  const encoder = createAudioEncoder(format);
  const bytes = [encoder.encode(samples), encoder.flush()].map((part) => Buffer.from(part, 'base64'));
  return Buffer.concat(bytes).toString('base64');
}

/** The item with the audio that is still kept, in the session's formats. */
function withAudio({ item, audio }: Entry, { audio: formats }: SessionConfig): Item {
  const samples = audio?.samples();
  if (item.type !== 'message' || samples === undefined || samples.length === 0) return item;
  if (item.role === 'user') {
    const bytes = encoded(samples, formats.input.format);
    return {
      ...item,
      content: item.content.map((part) => (part.type === 'input_audio' ? { ...part, audio: bytes } : part)),
    };
  }
  if (item.role === 'system') return item;
  const bytes = encoded(samples, formats.output.format);
  return {
    ...item,
    content: item.content.map((part) => (part.type === 'output_audio' ? { ...part, audio: bytes } : part)),
  };
}
