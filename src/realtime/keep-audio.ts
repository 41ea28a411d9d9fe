import type { RealtimeSession } from './session-api.ts';

/** Audio kept in all, ms; beyond it the oldest answers are forgotten. 10 minutes at 24 kHz are 29 MB. */
const MAX_KEPT_MS = 10 * 60_000;

export type KeptAudio = {
  /** Mono pcm16 of an answer, of an interrupted one what was heard; undefined when nothing is kept of it. */
  audioOf(itemId: string): { readonly samples: Int16Array; readonly sampleRate: number } | undefined;
  /** Keeps nothing from now on; what was kept stays. */
  stop(): void;
};

/** Keeps the assistant's audio from now on, which a session itself forgets as soon as it was told. */
export function keepAudio<TContext>(session: RealtimeSession<TContext>): KeptAudio {
  const recordings = new Map<string, Recording>();
  let keptMs = 0;
  const forget = (itemId: string): void => {
    keptMs -= recordings.get(itemId)?.durationMs ?? 0;
    recordings.delete(itemId);
  };
  const subscriptions = [
    session.on('audio', ({ itemId, samples, sampleRate }) => {
      const recording = recordings.get(itemId) ?? new Recording(sampleRate);
      recordings.set(itemId, recording);
      recording.add(samples);
      keptMs += (samples.length * 1000) / sampleRate;
      for (const oldest of recordings.keys()) {
        if (keptMs <= MAX_KEPT_MS) break;
        forget(oldest);
      }
    }),
    session.on('audio_interrupted', ({ itemId, playedMs }) => {
      const recording = recordings.get(itemId);
      if (recording === undefined || !session.playback.isReported) return;
      keptMs -= recording.durationMs;
      recording.cut(playedMs);
      keptMs += recording.durationMs;
    }),
    session.on('history_updated', ({ patches }) => {
      for (const patch of patches) if (patch.type === 'remove') forget(patch.itemId);
    }),
  ];
  return {
    audioOf(itemId) {
      const recording = recordings.get(itemId);
      return recording && { samples: recording.samples(), sampleRate: recording.sampleRate };
    },
    stop() {
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}

/** The pieces of one answer. */
class Recording {
  readonly sampleRate: number;
  #chunks: Int16Array[] = [];
  #length = 0;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  get durationMs(): number {
    return (this.#length * 1000) / this.sampleRate;
  }

  add(samples: Int16Array): void {
    this.#chunks.push(samples);
    this.#length += samples.length;
  }

  /** Forgets what comes after so many ms. */
  cut(ms: number): void {
    const heard = this.samples().slice(0, Math.round((ms * this.sampleRate) / 1000));
    this.#chunks = [heard];
    this.#length = heard.length;
  }

  samples(): Int16Array {
    const whole = new Int16Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}
