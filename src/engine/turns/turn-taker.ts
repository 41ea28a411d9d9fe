import { setImmediate as afterOtherEvents } from 'node:timers/promises';
import { msToSamples, PCM_RATE_HZ, samplesToMs } from '#shared/audio/pcm16.ts';
import type { AudioFormat } from '#shared/wire/audio-format.ts';
import type { Ids } from '#shared/wire/ids.ts';
import {
  DEFAULT_SERVER_VAD,
  type EffectiveServerVad,
  type EffectiveTurnDetection,
} from '#shared/wire/turn-detection.ts';
import type { Emit } from '../protocol/emit.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Completeness, Utterance, Vad } from '../stages.ts';
import { type AudioDecoder, createAudioDecoder } from './audio-codec.ts';
import {
  createEndpointer,
  type Endpointer,
  ONSET_MS,
  prefixPaddingMs,
  type VoiceFrame,
} from './endpointer.ts';
import { createSampleLog } from './sample-log.ts';
import { createTranscription, type Transcription } from './transcription.ts';
import type { UtteranceQueue } from './utterance-queue.ts';
import { createVoiceFrames, FRAME_SAMPLES, type VoiceFrames } from './voice-frames.ts';

/** Longest input buffer: 15 minutes (§14.3). */
const MAX_BUFFER_SAMPLES = 15 * 60 * PCM_RATE_HZ;
/** Shortest turn that can be committed by hand (§10). */
const MIN_COMMIT_MS = 100;
/** Audio handled before other events get their turn, about 1 s; one append may hold minutes. */
const SLICE_SAMPLES = 32 * FRAME_SAMPLES;

/** A turn whose audio is complete. */
export type SpokenTurn = {
  readonly itemId: string;
  /** Mono pcm16 at 24 kHz. */
  readonly samples: Int16Array;
  /** Has been fed with all of `samples`; `finish` gives the words. */
  readonly utterance: Utterance;
  readonly transcription: Transcription;
};

/** A turn being spoken. Positions are samples since the session began. */
type OpenTurn = Omit<SpokenTurn, 'samples'> & {
  readonly from: number;
  fedUntil: number;
  partial: string;
  /** Nothing is fed before the first word: over a second of silence the recogniser loses its bearings. */
  awaitsVoice: boolean;
};

/**
 * Finds the first word of a turn that is cut by hand. Lower than a turn may begin by itself: an onset too soon costs nothing, a
 * voice that is missed is only fed at the commit.
 */
const FIRST_WORD: EffectiveServerVad = { ...DEFAULT_SERVER_VAD, threshold: 0.3 };

export type TurnTakerOptions = {
  readonly emit: Emit;
  readonly ids: Ids;
  readonly vad: Vad;
  readonly utterances: UtteranceQueue;
  readonly format: AudioFormat;
  readonly detection: EffectiveTurnDetection | null;
  readonly transcribes: () => boolean;
  readonly completeness: (partial: string) => Completeness;
  readonly onSpeechStarted: () => void;
  /** The detection ended a turn. */
  readonly onTurn: (turn: SpokenTurn) => void;
};

/**
 * The input audio buffer: finds turns in the audio that is appended, or lets the client cut them, and feeds the recogniser
 * while they are spoken.
 *
 *   detection:    listening ── onset ──▶ turn open ── silence, commit or clear ──▶ listening
 *   push-to-talk: empty ── append ──▶ turn open, silent ── onset ──▶ turn open ── commit or clear ──▶ empty
 */
export class TurnTaker {
  readonly #options: TurnTakerOptions;
  readonly #log = createSampleLog();
  readonly #frames: VoiceFrames;
  readonly #endpointer: Endpointer = createEndpointer();
  #decoder: AudioDecoder;
  #detection: EffectiveTurnDetection | null;
  #turn: OpenTurn | undefined;

  constructor(options: TurnTakerOptions) {
    this.#options = options;
    this.#frames = createVoiceFrames(options.vad);
    this.#decoder = createAudioDecoder(options.format);
    this.#detection = options.detection;
  }

  /** Audio written since the session began, ms. */
  get positionMs(): number {
    return Math.round(samplesToMs(this.#log.end, PCM_RATE_HZ));
  }

  get turnIsOpen(): boolean {
    return this.#turn !== undefined;
  }

  /** Throws a `Refusal`, with nothing taken, for audio that cannot be decoded or has no room. */
  async append(base64: string): Promise<void> {
    const samples = this.#decoder.decode(base64);
    for (let at = 0; at < samples.length; at += SLICE_SAMPLES) {
      if (at > 0) await afterOtherEvents();
      this.#take(samples.subarray(at, at + SLICE_SAMPLES));
    }
  }

  /** Ends the turn by hand. Throws a `Refusal`, and keeps the audio, when it is too short. */
  commit(): SpokenTurn {
    this.#take(this.#decoder.flush());
    const from = this.#turn?.from ?? this.#log.start;
    const ms = samplesToMs(this.#log.end - from, PCM_RATE_HZ);
    if (ms < MIN_COMMIT_MS) {
      const message = `Error committing input audio buffer: buffer too small. Expected at least ${MIN_COMMIT_MS}ms of audio, but buffer only has ${ms.toFixed(2)}ms of audio.`;
      throw new Refusal('input_audio_buffer_commit_empty', message);
    }
    this.#endpointer.reset();
    return this.takeAll();
  }

  /** Makes a turn of whatever the buffer holds. */
  takeAll(): SpokenTurn {
    return this.#close(this.#turn ?? this.#open(this.#log.start), this.#log.end);
  }

  clear(): void {
    this.#decoder.flush();
    this.#endpointer.reset();
    this.#drop();
  }

  setFormat(format: AudioFormat): void {
    this.#take(this.#decoder.flush());
    this.#decoder = createAudioDecoder(format);
  }

  /** A turn open under detection goes on as a push-to-talk turn; one open under push-to-talk is dropped. */
  setDetection(detection: EffectiveTurnDetection | null): void {
    const before = this.#detection;
    this.#detection = detection;
    if ((before === null) === (detection === null)) return;
    this.#endpointer.reset();
    if (detection === null) {
      if (this.#turn === undefined) this.#drop();
      return;
    }
    this.close();
    this.#frames.restart(samplesToMs(this.#log.end, PCM_RATE_HZ));
  }

  /** Throws the open turn away and keeps the buffer. */
  close(): void {
    this.#turn?.utterance.cancel();
    this.#turn = undefined;
  }

  #take(samples: Int16Array): void {
    if (samples.length === 0) return;
    this.#makeRoom(samples.length);
    this.#log.append(samples);
    const detection = this.#detection;
    if (detection === null) {
      this.#turn ??= this.#openByHand();
      if (this.#turn.awaitsVoice) this.#awaitVoice(this.#turn, samples);
    } else {
      for (const frame of this.#frames.push(samples)) this.#hear(frame, detection);
    }
    if (this.#turn !== undefined) {
      if (!this.#turn.awaitsVoice) this.#feed(this.#turn, this.#log.end);
    } else if (detection !== null) {
      const keepMs = prefixPaddingMs(detection) + 2 * ONSET_MS;
      this.#log.dropBefore(this.#log.end - msToSamples(keepMs, PCM_RATE_HZ));
    }
  }

  #openByHand(): OpenTurn {
    const turn = this.#open(this.#log.start);
    turn.awaitsVoice = true;
    this.#endpointer.reset();
    this.#frames.restart(samplesToMs(turn.from, PCM_RATE_HZ));
    return turn;
  }

  #awaitVoice(turn: OpenTurn, samples: Int16Array): void {
    for (const frame of this.#frames.push(samples)) {
      const change = this.#endpointer.frame(frame, FIRST_WORD, () => 'incomplete');
      if (change?.type !== 'started') continue;
      turn.awaitsVoice = false;
      turn.fedUntil = Math.max(
        turn.from,
        msToSamples(change.onsetMs - FIRST_WORD.prefix_padding_ms, PCM_RATE_HZ),
      );
      return;
    }
  }

  #makeRoom(samples: number): void {
    if (this.#log.end - this.#log.start + samples <= MAX_BUFFER_SAMPLES) return;
    if (this.#detection !== null && this.#turn !== undefined) {
      this.#endpointer.reset();
      this.#stop(this.#turn, this.#log.end);
      return;
    }
    const message = 'The input audio buffer is full: it holds 15 minutes. Commit or clear it.';
    throw new Refusal('invalid_value', message, 'audio');
  }

  #hear(frame: VoiceFrame, detection: EffectiveTurnDetection): void {
    const change = this.#endpointer.frame(frame, detection, () =>
      this.#options.completeness(this.#turn?.partial ?? ''),
    );
    if (change?.type === 'started') {
      const onset = msToSamples(change.onsetMs - prefixPaddingMs(detection), PCM_RATE_HZ);
      this.#start(Math.max(this.#log.start, onset));
    }
    if (change?.type === 'stopped' && this.#turn !== undefined) {
      this.#stop(this.#turn, msToSamples(frame.endMs, PCM_RATE_HZ));
    }
  }

  #start(from: number): void {
    const turn = this.#open(from);
    this.#turn = turn;
    turn.transcription.announce();
    this.#options.emit({
      type: 'input_audio_buffer.speech_started',
      audio_start_ms: Math.round(samplesToMs(from, PCM_RATE_HZ)),
      item_id: turn.itemId,
    });
    this.#options.onSpeechStarted();
  }

  #stop(turn: OpenTurn, end: number): void {
    this.#options.emit({
      type: 'input_audio_buffer.speech_stopped',
      audio_end_ms: Math.round(samplesToMs(end, PCM_RATE_HZ)),
      item_id: turn.itemId,
    });
    this.#options.onTurn(this.#close(turn, end));
  }

  #open(from: number): OpenTurn {
    const { emit, ids, utterances, transcribes } = this.#options;
    const itemId = ids.next('item');
    const transcription = createTranscription({ itemId, emit, enabled: transcribes });
    const turn: OpenTurn = {
      itemId,
      from,
      fedUntil: from,
      partial: '',
      awaitsVoice: false,
      transcription,
      utterance: utterances.listen((text) => {
        turn.partial = text;
        transcription.partial(text);
      }),
    };
    return turn;
  }

  #close(turn: OpenTurn, end: number): SpokenTurn {
    this.#feed(turn, end);
    const samples = this.#log.slice(turn.from, end);
    this.#log.dropBefore(end);
    this.#turn = undefined;
    return { ...turn, samples };
  }

  #feed(turn: OpenTurn, end: number): void {
    if (end > turn.fedUntil) turn.utterance.feed(this.#log.slice(turn.fedUntil, end));
    turn.fedUntil = end;
  }

  #drop(): void {
    this.close();
    this.#log.dropBefore(this.#log.end);
  }
}
