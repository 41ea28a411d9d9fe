import { PRE_ROLL_MS } from '#shared/audio/pre-roll.ts';
import { CAPTURE_PROCESSOR, type CaptureControl, type CaptureNotice } from '#shared/audio/worklet-control.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { AudioHost } from './audio-host.ts';
import workletUrl from './capture.worklet.ts?worker&url';
import { microphoneLost, toDeviceError } from './device-error.ts';
import { describeStream, type OpenMicrophone, openStream, stopTracks } from './open-stream.ts';

/** A microphone that records now; `replaced`: in the place of one that was lost. */
export type OpenedMicrophone = {
  readonly name: string;
  readonly replaced: boolean;
  /** Samples a second of the context, and of the device where the browser tells. */
  readonly contextHz?: number;
  readonly deviceHz?: number;
};

/** Loudness of the last 40 ms, in dBFS: 0 is full scale, -100 silence. */
export type MicrophoneLevel = { readonly rmsDbfs: number; readonly peakDbfs: number };

/**
 * The microphone. Frames are pcm16 at 24 kHz, 20 ms each; the last one of a recording may be shorter.
 *
 *   closed ──open──▶ opening ──▶ open ──stop──▶ closing ──▶ closed
 *                       │         │ ▲              ▲ ▲
 *                       │       keep open          │ │
 *                       │         ▼ │              │ │
 *                       │        kept ────stop─────┘ │
 *                       └──────── stop, keep ────────┘
 */
export type Recorder = {
  /** Sends frames and `stopped` to core's audio port from now on, past this page. A newer port replaces the one before. */
  attach(port: MessagePort): void;
  /**
   * Opens the microphone and records; nothing changes when it is open. Answers `cancelled` when `stop` came first, be it
   * while the person is still asked for permission. One that was kept open begins with what it heard just before, unless
   * that was Hark's own voice. Rejects with reason `device` and one thing to do when there is no
   * microphone or it may not be used.
   */
  open(options: OpenMicrophone): Promise<'open' | 'cancelled'>;
  /** Delivers the frames up to now, then releases the microphone. Safe at any time. */
  stop(): Promise<void>;
  /**
   * Delivers the frames up to now and keeps the microphone open: the newest 300 ms stay in the worklet's memory, for the next
   * `open`, which must have the same options. Answers `closed` when none was open.
   */
  keep(): Promise<'kept' | 'closed'>;
  /** Returns the unsubscribe function, as do the others. */
  onLevel(listener: (level: MicrophoneLevel) => void): () => void;
  onOpened(listener: (microphone: OpenedMicrophone) => void): () => void;
  /**
   * The microphone was lost while it recorded or was kept, and is closed. A recording goes on with what is the system's default
   * then; with a chosen microphone it does not, since nobody expects to be heard by another.
   */
  onLost(listener: (error: HarkError) => void): () => void;
  /** Its worklet has failed and records nothing more. */
  onFailed(listener: () => void): () => void;
  /** Releases everything. Safe twice. */
  close(): void;
};

/** Loads the worklet; the microphone stays closed until `open`. */
export async function createRecorder(host: AudioHost): Promise<Recorder> {
  await host.context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(host.context, CAPTURE_PROCESSOR, {
    numberOfOutputs: 0,
    // The browser mixes what the device has to one channel.
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  return new WorkletRecorder(host, node);
}

type Recording = {
  readonly options: OpenMicrophone;
  readonly stream: MediaStream;
  readonly source: MediaStreamAudioSourceNode;
  readonly letSleep: () => void;
};

/** As long as the pre-roll, and as our own sound takes to the loudspeaker and back (Bluetooth), ms. */
const QUIET_MS = PRE_ROLL_MS + 200;

type Answer = Extract<CaptureNotice, { type: 'armed' | 'drained' }>;

class WorkletRecorder implements Recorder {
  readonly #host: AudioHost;
  readonly #node: AudioWorkletNode;
  readonly #levels = createEmitter<MicrophoneLevel>();
  readonly #openings = createEmitter<OpenedMicrophone>();
  readonly #losses = createEmitter<HarkError>();
  readonly #failures = createEmitter<void>();
  #recording: Recording | undefined;
  /** The recording is over, its microphone stays open. */
  #isKept = false;
  /** Opening and stopping run one after the other; an opening gives up when a stop was asked for after it. */
  #work: Promise<unknown> = Promise.resolve();
  #stops = 0;
  #giveUp: Deferred<undefined> | undefined;
  /** What the worklet was asked and has not answered. */
  #question: { readonly answer: Answer['type']; readonly answered: Deferred<void> } | undefined;
  #closed = false;

  constructor(host: AudioHost, node: AudioWorkletNode) {
    this.#host = host;
    this.#node = node;
    node.port.onmessage = (event: MessageEvent<CaptureNotice>) => this.#receive(event.data);
    node.onprocessorerror = () => this.#failures.emit();
  }

  attach(port: MessagePort): void {
    this.#post({ type: 'attach' }, [port]);
  }

  open(options: OpenMicrophone): Promise<'open' | 'cancelled'> {
    const stops = this.#stops;
    return this.#afterOthers(() => this.#open(options, stops));
  }

  stop(): Promise<void> {
    this.#stops += 1;
    this.#giveUp?.resolve(undefined);
    return this.#afterOthers(() => this.#stop());
  }

  keep(): Promise<'kept' | 'closed'> {
    this.#stops += 1;
    this.#giveUp?.resolve(undefined);
    return this.#afterOthers(() => this.#keep());
  }

  onLevel(listener: (level: MicrophoneLevel) => void): () => void {
    return this.#levels.subscribe(listener);
  }

  onOpened(listener: (microphone: OpenedMicrophone) => void): () => void {
    return this.#openings.subscribe(listener);
  }

  onLost(listener: (error: HarkError) => void): () => void {
    return this.#losses.subscribe(listener);
  }

  onFailed(listener: () => void): () => void {
    return this.#failures.subscribe(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#stops += 1;
    this.#giveUp?.resolve(undefined);
    this.#post({ type: 'close' });
    this.#closed = true;
    this.#release();
    this.#node.port.close();
    this.#question?.answered.resolve();
  }

  async #open(options: OpenMicrophone, stops: number): Promise<'open' | 'cancelled'> {
    if (this.#closed) throw new HarkError('closed', 'The recorder is closed.');
    if (stops !== this.#stops) return 'cancelled';
    if (this.#recording !== undefined) return this.#resume(this.#recording);
    const letSleep = this.#host.hold();
    const opening = openStream(options);
    this.#giveUp = createDeferred<undefined>();
    try {
      // Armed before anything is connected, so that the first sample is recorded; meanwhile the device opens.
      const [stream] = await Promise.all([
        Promise.race([opening, this.#giveUp.promise]),
        this.#ask({ type: 'arm', preRoll: false }, 'armed'),
      ]);
      if (stream === undefined || stops !== this.#stops) return 'cancelled';
      this.#record({ options, stream, letSleep, replaced: false });
      return 'open';
    } catch (error) {
      throw toDeviceError(error);
    } finally {
      if (this.#recording === undefined) {
        // The device may still be on its way, behind a question to the person.
        void opening.then(stopTracks, () => {});
        letSleep();
      }
    }
  }

  async #resume({ stream }: Recording): Promise<'open'> {
    if (!this.#isKept) return 'open';
    this.#isKept = false;
    await this.#ask({ type: 'arm', preRoll: this.#host.quietMs >= QUIET_MS }, 'armed');
    this.#tellOpened(stream, false);
    return 'open';
  }

  #tellOpened(stream: MediaStream, replaced: boolean): void {
    const contextHz = this.#host.context.sampleRate;
    this.#openings.emit({ ...describeStream(stream), replaced, contextHz });
  }

  #record({ replaced, ...given }: Omit<Recording, 'source'> & { readonly replaced: boolean }): void {
    const source = this.#host.context.createMediaStreamSource(given.stream);
    const recording = { ...given, source };
    this.#recording = recording;
    source.connect(this.#node);
    for (const track of given.stream.getTracks()) {
      track.addEventListener('ended', () => void this.#afterOthers(() => this.#replace(recording)));
    }
    this.#tellOpened(given.stream, replaced);
  }

  /** A recording goes on with what is the system's default now; a microphone that was chosen, or only kept, is not replaced. */
  async #replace(lost: Recording): Promise<void> {
    if (this.#recording !== lost) return;
    lost.source.disconnect();
    stopTracks(lost.stream);
    const { options, letSleep } = lost;
    const stops = this.#stops;
    const isReplaced = options.device.deviceId === '' && !this.#isKept;
    const stream = isReplaced ? await openStream(options).catch(() => undefined) : undefined;
    if (this.#closed || stops !== this.#stops) {
      if (stream !== undefined) stopTracks(stream);
      // What was asked for meanwhile must not keep a microphone that is gone.
      this.#release();
    } else if (stream !== undefined) {
      this.#record({ options, stream, letSleep, replaced: true });
    } else {
      this.#losses.emit(microphoneLost());
      await this.#stop();
    }
  }

  async #stop(): Promise<void> {
    if (this.#closed) return;
    await this.#ask({ type: 'stop', keep: false }, 'drained');
    this.#release();
  }

  async #keep(): Promise<'kept' | 'closed'> {
    if (this.#closed) return 'closed';
    const keep = this.#recording !== undefined;
    await this.#ask({ type: 'stop', keep }, 'drained');
    this.#isKept = keep;
    return keep ? 'kept' : 'closed';
  }

  #release(): void {
    if (this.#recording === undefined) return;
    const { stream, source, letSleep } = this.#recording;
    this.#recording = undefined;
    this.#isKept = false;
    source.disconnect();
    stopTracks(stream);
    letSleep();
  }

  #receive(notice: CaptureNotice): void {
    switch (notice.type) {
      case 'armed':
      case 'drained':
        // An opening that failed does not wait for its answer: it may come while the next one is expected.
        if (this.#question?.answer === notice.type) this.#question.answered.resolve();
        break;
      case 'level':
        this.#levels.emit({ rmsDbfs: notice.rmsDbfs, peakDbfs: notice.peakDbfs });
        break;
    }
  }

  /** Resolves with the worklet's answer, or when the recorder is closed. */
  #ask(question: CaptureControl, answer: Answer['type']): Promise<void> {
    const answered = createDeferred<void>();
    this.#question = { answer, answered };
    if (this.#closed) answered.resolve();
    this.#post(question);
    return answered.promise;
  }

  #afterOthers<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#work.then(task);
    this.#work = result.catch(() => {});
    return result;
  }

  #post(message: CaptureControl, transfer: Transferable[] = []): void {
    if (!this.#closed) this.#node.port.postMessage(message, transfer);
  }
}
