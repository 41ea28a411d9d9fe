import { PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import type { PlaybackCommand } from '#shared/audio/ports.ts';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import type { AudioLane, AudioUpstream } from '#shared/bridge/audio-lane.ts';

/** Microphone and loudspeaker of the terminal: samples in, samples out, no device. */
export type TerminalAudio = {
  readonly lane: AudioLane;
  /** Microphone samples, mono at 24 kHz. */
  feed(samples: Int16Array): void;
  /** The microphone has ended. */
  endFeed(): void;
  /** Everything that was played, in order. */
  played(): Int16Array;
};

export type TerminalAudioOptions = {
  readonly clock: Clock;
  /** True plays at the speed of sound, false as fast as it comes. */
  readonly realtime: boolean;
};

/** How often the playhead is moved and told, ms. */
const TICK_MS = 20;

type Item = { readonly id: string; chunks: Int16Array[]; waiting: number; played: number; complete: boolean };

export function createTerminalAudio({ clock, realtime }: TerminalAudioOptions): TerminalAudio {
  const upstream = createEmitter<AudioUpstream>();
  const closed = createEmitter<void>();
  const heard: Int16Array[] = [];
  let items: Item[] = [];
  let cancelTick: Cancel | undefined;
  let lastTick = 0;

  const advance = (): void => {
    cancelTick = undefined;
    const now = clock.now();
    let budget = realtime ? Math.round(((now - lastTick) * PCM_RATE_HZ) / 1000) : Number.POSITIVE_INFINITY;
    lastTick = now;
    for (const item of [...items]) {
      budget -= playSome(item, budget, heard);
      const ended = item.complete && item.waiting === 0;
      upstream.emit({ type: 'playhead', itemId: item.id, playedSamples: item.played, ended });
      if (!ended) break;
      items = items.filter((other) => other !== item);
    }
    if (items.some((item) => item.waiting > 0)) schedule();
  };
  const schedule = (): void => {
    if (cancelTick !== undefined) return;
    lastTick = clock.now();
    // Faster than sound, but not at once: the server's end of the answer comes before its last sound is heard, as anywhere.
    cancelTick = clock.after(TICK_MS, advance);
  };
  const itemOf = (id: string): Item => {
    const known = items.find((item) => item.id === id);
    const item = known ?? { id, chunks: [], waiting: 0, played: 0, complete: false };
    if (known === undefined) items.push(item);
    return item;
  };
  const flush = (id: number): void => {
    const [first] = items;
    items = [];
    const played = first === undefined ? {} : { played: { itemId: first.id, playedSamples: first.played } };
    upstream.emit({ type: 'flushed', id, ...played });
  };
  const obey = (command: PlaybackCommand): void => {
    if (command.type === 'flush') {
      flush(command.id);
      return;
    }
    const item = itemOf(command.itemId);
    if (command.type === 'end') {
      item.complete = true;
    } else {
      item.chunks.push(command.samples);
      item.waiting += command.samples.length;
    }
    schedule();
  };
  return {
    lane: {
      send: obey,
      onMessage: (listener) => upstream.subscribe(listener),
      onClose: (listener) => closed.subscribe(listener),
      close: () => cancelTick?.(),
    },
    feed: (samples) => upstream.emit({ type: 'frame', samples }),
    endFeed: () => upstream.emit({ type: 'stopped' }),
    played: () => concatenate(heard),
  };
}

/** Moves at most `budget` samples from the item to what was heard; answers how many. */
function playSome(item: Item, budget: number, heard: Int16Array[]): number {
  let moved = 0;
  while (item.chunks.length > 0 && moved < budget) {
    const chunk = item.chunks[0] as Int16Array;
    const part = chunk.subarray(0, Math.min(chunk.length, budget - moved));
    heard.push(part);
    moved += part.length;
    if (part.length === chunk.length) item.chunks.shift();
    else item.chunks[0] = chunk.subarray(part.length);
  }
  item.waiting -= moved;
  item.played += moved;
  return moved;
}

function concatenate(pieces: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
