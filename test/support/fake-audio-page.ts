import type { PlaybackCommand } from '#shared/audio/ports.ts';
import type { AudioLane, AudioUpstream } from '#shared/bridge/audio-lane.ts';

/** The page that owns the audio, as far as core can tell: it notes what it is told and reports what it is told to. */
export type FakeAudioPage = {
  readonly lane: AudioLane;
  readonly commands: readonly PlaybackCommand[];
  /** All samples that arrived for an item. */
  samplesOf(itemId: string): number;
  /** Sends anything up, valid or not. */
  send(message: unknown): void;
  /** `count` frames of 20 ms. */
  speak(count: number): void;
  /** Reports an item as played to its end, as far as it arrived. */
  playToEnd(itemId: string): void;
  readonly closed: boolean;
  /** The page goes away by itself. */
  leave(): void;
};

export function createFakeAudioPage(): FakeAudioPage {
  const commands: PlaybackCommand[] = [];
  const listeners = new Set<(message: AudioUpstream) => void>();
  const closeListeners = new Set<() => void>();
  let closed = false;
  const send = (message: unknown): void => {
    for (const listener of [...listeners]) listener(message as AudioUpstream);
  };
  const samplesOf = (itemId: string): number =>
    commands.reduce((sum, command) => {
      const counts = command.type === 'audio' && command.itemId === itemId;
      return counts ? sum + command.samples.length : sum;
    }, 0);
  return {
    commands,
    samplesOf,
    send,
    speak(count) {
      for (let frame = 0; frame < count; frame += 1)
        send({ type: 'frame', samples: new Int16Array(480).fill(frame) });
    },
    playToEnd: (itemId) => send({ type: 'playhead', itemId, playedSamples: samplesOf(itemId), ended: true }),
    get closed() {
      return closed;
    },
    leave() {
      for (const listener of [...closeListeners]) listener();
    },
    lane: {
      send: (command) => void commands.push(command),
      onMessage(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onClose(listener) {
        closeListeners.add(listener);
        return () => closeListeners.delete(listener);
      },
      close() {
        closed = true;
      },
    },
  };
}
