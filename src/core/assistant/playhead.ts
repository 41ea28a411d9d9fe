import type { RealtimeSession } from '#realtime/index.ts';
import type { PlayedItem } from '#shared/audio/ports.ts';
import type { AppStore } from '../bridge/app-store.ts';

export type PlayheadParts = {
  readonly store: AppStore;
  readonly session: () => RealtimeSession | undefined;
  /** The line of the transcript that shows an item. */
  readonly lineOf: (itemId: string) => string | undefined;
};

export type Playhead = { handlePlayed(played: PlayedItem): void };

/** Tells session and pages how far an answer was heard, from what the loudspeaker reports. */
export function createPlayhead({ store, session, lineOf }: PlayheadParts): Playhead {
  return {
    handlePlayed(played) {
      const { playback } = session() ?? {};
      playback?.report(played);
      const lineId = lineOf(played.itemId);
      const line = store.snapshot.transcript.findLast(({ id }) => id === lineId);
      if (line === undefined) return;
      const part = playback?.unplayed.find(({ itemId }) => itemId === played.itemId);
      const share = part === undefined ? 1 : part.playedSamples / part.receivedSamples;
      const heard = { lineId: line.id, length: heardLength(line.text, share) };
      const before = store.snapshot.heard;
      if (before?.lineId === heard.lineId && before.length >= heard.length) return;
      store.publish({ type: 'heard', heard });
    },
  };
}

/** To the end of the word that is being said: people follow words, and a page need not hear of every syllable. */
function heardLength(text: string, share: number): number {
  const at = Math.round(text.length * share);
  const toEnd = text.slice(at).search(/\s|$/);
  return at === 0 ? 0 : at + toEnd;
}
