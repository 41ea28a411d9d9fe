import type { PlayedItem } from '#shared/audio/ports.ts';
import {
  PLAYBACK_PROCESSOR,
  type PlaybackControl,
  type PlaybackNotice,
} from '#shared/audio/worklet-control.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { AudioHost } from './audio-host.ts';
import workletUrl from './playback.worklet.ts?worker&url';

/** How far an item has come out of the player, in samples at 24 kHz. */
export type Playhead = PlayedItem & { readonly ended: boolean };

/** The loudspeaker. The context runs only while there is something to play. */
export type Player = {
  /** Hands core's audio port to the worklet, past this page. A newer port replaces the one before. */
  attach(port: MessagePort): void;
  /** Plays pcm16 at 24 kHz after what is queued. */
  enqueue(itemId: string, samples: Int16Array): void;
  /** No more follows for the item. */
  endItem(itemId: string): void;
  /** Silence within 1 ms, and everything queued is forgotten. Answers with the item that was cut, if one sounded. */
  flush(): Promise<PlayedItem | undefined>;
  /** Whatever port the audio came by. Returns the unsubscribe function. */
  onPlayhead(listener: (playhead: Playhead) => void): () => void;
  /** Silences within items because audio came too late, since the start. */
  readonly underruns: number;
  /** Its worklet has failed and plays nothing more. Returns the unsubscribe function. */
  onFailed(listener: () => void): () => void;
  /** For meters and taps; already connected to the loudspeaker. */
  readonly node: AudioNode;
  /** Safe twice. A `flush` without an answer rejects with `closed`. */
  close(): void;
};

/** Loads the worklet and connects it to the loudspeaker. */
export async function createPlayer(host: AudioHost): Promise<Player> {
  await host.context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(host.context, PLAYBACK_PROCESSOR, {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  node.connect(host.context.destination);
  return new WorkletPlayer(host, node);
}

class WorkletPlayer implements Player {
  readonly node: AudioWorkletNode;
  readonly #host: AudioHost;
  readonly #playheads = createEmitter<Playhead>();
  readonly #failures = createEmitter<void>();
  readonly #flushes = new Map<number, Deferred<PlayedItem | undefined>>();
  #nextFlushId = 1;
  #underruns = 0;
  #release: (() => void) | undefined;
  #closed = false;

  constructor(host: AudioHost, node: AudioWorkletNode) {
    this.#host = host;
    this.node = node;
    node.port.onmessage = (event: MessageEvent<PlaybackNotice>) => this.#receive(event.data);
    node.onprocessorerror = () => this.#failures.emit();
  }

  get underruns(): number {
    return this.#underruns;
  }

  attach(port: MessagePort): void {
    this.#post({ type: 'attach' }, [port]);
  }

  enqueue(itemId: string, samples: Int16Array): void {
    this.#post({ type: 'audio', itemId, samples });
  }

  endItem(itemId: string): void {
    this.#post({ type: 'end', itemId });
  }

  flush(): Promise<PlayedItem | undefined> {
    const id = this.#nextFlushId;
    this.#nextFlushId += 1;
    const answer = createDeferred<PlayedItem | undefined>();
    if (this.#closed) answer.reject(new HarkError('closed', 'The player is closed.'));
    else this.#flushes.set(id, answer);
    this.#post({ type: 'flush', id });
    return answer.promise;
  }

  onPlayhead(listener: (playhead: Playhead) => void): () => void {
    return this.#playheads.subscribe(listener);
  }

  onFailed(listener: () => void): () => void {
    return this.#failures.subscribe(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#post({ type: 'close' });
    this.#closed = true;
    this.node.disconnect();
    this.node.port.close();
    this.#setActive(false);
    for (const answer of this.#flushes.values())
      answer.reject(new HarkError('closed', 'The player was closed.'));
    this.#flushes.clear();
  }

  #receive(notice: PlaybackNotice): void {
    switch (notice.type) {
      case 'active':
        this.#setActive(notice.active);
        break;
      case 'playhead':
        this.#playheads.emit({
          itemId: notice.itemId,
          playedSamples: notice.playedSamples,
          ended: notice.ended,
        });
        break;
      case 'flushed':
        this.#flushes.get(notice.id)?.resolve(notice.played);
        this.#flushes.delete(notice.id);
        break;
      case 'underrun':
        this.#underruns = notice.count;
        break;
    }
  }

  #setActive(active: boolean): void {
    this.#release?.();
    this.#release = active ? this.#host.hold() : undefined;
  }

  #post(message: PlaybackControl, transfer: Transferable[] = []): void {
    if (!this.#closed) this.node.port.postMessage(message, transfer);
  }
}
