import type { PlaybackCommand, PlaybackReport, PlayedItem } from '#shared/audio/ports.ts';
import type { Clock } from '#shared/base/clock.ts';
import { createFlushes } from './flushes.ts';

/** The way of the assistant's voice to the loudspeaker: one ordered lane of commands, and what was really played back. */
export type Downlink = {
  /** False when nobody plays audio; nothing is kept for later. */
  play(itemId: string, samples: Int16Array): boolean;
  /** No more audio follows for the item. */
  end(itemId: string): void;
  /** No more audio follows at all: the connection that brought it is gone. */
  endAll(): void;
  /** Stops the player; answers what it had played of the item it was in. Resolves at once when nothing plays. */
  flush(): Promise<PlayedItem | undefined>;
  handleReport(report: PlaybackReport): void;
  /** A page plays from now on, or (`undefined`) none; what the former one had left is not played any more. */
  setPlayer(send: ((command: PlaybackCommand) => void) | undefined): void;
};

export type DownlinkParts = {
  readonly clock: Clock;
  /** Called when sound begins to be on its way to the ear, and when the last of it was heard. */
  readonly onPlaying: (playing: boolean) => void;
  readonly onPlayed: (item: PlayedItem) => void;
};

/** A player from which nothing is heard for this long while audio waits has stopped playing, ms. */
const STALLED_AFTER_MS = 5_000;

type Item = { played: number; complete: boolean };

export function createDownlink({ clock, onPlaying, onPlayed }: DownlinkParts): Downlink {
  /** In the order they are played; an item leaves when it has been heard to its end. */
  const items = new Map<string, Item>();
  const flushes = createFlushes(clock);
  let send: ((command: PlaybackCommand) => void) | undefined;
  let playing = false;
  let cancelStallTimer = (): void => {};

  const refresh = (): void => {
    cancelStallTimer();
    if (items.size > 0) cancelStallTimer = clock.after(STALLED_AFTER_MS, forget);
    if (playing === items.size > 0) return;
    playing = items.size > 0;
    onPlaying(playing);
  };
  const forget = (): void => {
    items.clear();
    refresh();
  };
  const audible = (): PlayedItem | undefined => {
    const [first] = items;
    return first === undefined ? undefined : { itemId: first[0], playedSamples: first[1].played };
  };
  const handlePlayhead = ({ itemId, playedSamples, ended }: PlayedItem & { ended: boolean }): void => {
    const item = items.get(itemId);
    if (item === undefined) return;
    item.played = Math.max(item.played, playedSamples);
    onPlayed({ itemId, playedSamples: item.played });
    if (ended) items.delete(itemId);
    refresh();
  };

  const end = (itemId: string): void => {
    const item = items.get(itemId);
    if (item === undefined || item.complete) return;
    item.complete = true;
    send?.({ type: 'end', itemId });
  };
  return {
    play(itemId, samples) {
      if (send === undefined || samples.length === 0) return false;
      if (!items.has(itemId)) items.set(itemId, { played: 0, complete: false });
      send({ type: 'audio', itemId, samples });
      refresh();
      return true;
    },
    end,
    endAll() {
      for (const itemId of items.keys()) end(itemId);
    },
    flush() {
      const last = audible();
      if (send === undefined || last === undefined) return Promise.resolve(undefined);
      const { id, answer } = flushes.open(last);
      send({ type: 'flush', id });
      forget();
      return answer;
    },
    handleReport(report) {
      if (report.type === 'playhead') handlePlayhead(report);
      if (report.type === 'flushed') flushes.settle(report.id, report.played);
    },
    setPlayer(player) {
      send = player;
      flushes.settleAll();
      forget();
    },
  };
}
