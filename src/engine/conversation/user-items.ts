import type { AudioFormat } from '#shared/wire/audio-format.ts';
import type { Ids } from '#shared/wire/ids.ts';
import type { Item } from '#shared/wire/items.ts';
import type { Recognition, Utterance } from '../stages.ts';
import { createAudioDecoder } from '../turns/audio-codec.ts';
import type { UtteranceQueue } from '../turns/utterance-queue.ts';
import type { Entry } from './conversation.ts';
import type { AudioShelf } from './item-audio.ts';
import { audioToRecognise, withoutAudio } from './new-item.ts';

export type UserItems = {
  /** An item as a client created it: ids filled in, its audio put aside and, where it came without words, recognised. */
  fromClient(item: Item, format: AudioFormat): Entry;
  /** A turn that was spoken: `samples` is all of it, `utterance` has been fed with the same. */
  fromSpeech(itemId: string, samples: Int16Array, utterance: Utterance): Entry;
};

export type UserItemsOptions = {
  readonly ids: Ids;
  readonly shelf: AudioShelf;
  readonly utterances: UtteranceQueue;
};

/** Makes conversation entries of what the user said or typed. */
export function createUserItems({ ids, shelf, utterances }: UserItemsOptions): UserItems {
  const spoken = (
    item: Item & { id: string },
    pieces: readonly Int16Array[],
    utterance: Utterance,
  ): Entry => {
    const audio = shelf.create();
    for (const piece of pieces) audio.add(piece);
    const entry: Entry = { id: item.id, item, audio };
    entry.recognition = utterance.finish().then(
      (recognition) => {
        setTranscript(entry, recognition);
        return recognition;
      },
      () => undefined,
    );
    return entry;
  };
  return {
    fromClient(item, format) {
      const named = {
        ...item,
        id: item.id ?? ids.next('item'),
        object: 'realtime.item' as const,
        status: statusOf(item),
        ...(item.type === 'function_call' ? { call_id: item.call_id ?? ids.next('call') } : {}),
      } as Item & { id: string };
      if (named.type !== 'message' || named.role !== 'user') return { id: named.id, item: named };
      const parts = audioToRecognise(named);
      const silent = { ...withoutAudio(named, null), id: named.id };
      if (parts.length === 0) return { id: named.id, item: silent };
      const decoder = createAudioDecoder(format);
      const pieces = [...parts.map((part) => decoder.decode(part)), decoder.flush()];
      const utterance = utterances.listen(() => {});
      for (const piece of pieces) utterance.feed(piece);
      return spoken(silent, pieces, utterance);
    },
    fromSpeech(itemId, samples, utterance) {
      const content = [{ type: 'input_audio' as const, transcript: null }];
      const item = {
        id: itemId,
        object: 'realtime.item',
        type: 'message',
        status: 'completed',
        role: 'user',
        content,
      } as const;
      return spoken(item, [samples], utterance);
    },
  };
}

/** What was cut off elsewhere is given as such: it is not an answer yet. */
function statusOf({ status }: Item): 'incomplete' | 'completed' {
  return status === 'incomplete' ? 'incomplete' : 'completed';
}

function setTranscript(entry: Entry, { text }: Recognition): void {
  if (entry.item.type === 'message' && entry.item.role === 'user') {
    entry.item = withoutAudio(entry.item, text);
  }
}
