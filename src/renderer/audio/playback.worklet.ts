import { PlaybackCore } from '#shared/audio/playback-core.ts';
import { createPlaybackOutput, type RenderQuantum } from '#shared/audio/playback-output.ts';
import type { PlaybackCommand, PlaybackReport } from '#shared/audio/ports.ts';
import {
  PLAYBACK_PROCESSOR,
  type PlaybackControl,
  type PlaybackNotice,
} from '#shared/audio/worklet-control.ts';

/** Plays what arrives on the attached port; the arithmetic is in #shared/audio/playback-core.ts. */
class PlaybackProcessor extends AudioWorkletProcessor {
  readonly #core: PlaybackCore;
  readonly #render: RenderQuantum;
  #lane: MessagePort | undefined;
  #closed = false;

  constructor() {
    super();
    this.#core = new PlaybackCore({
      onReport: (report) => this.#report(report),
      onActive: (active) => this.port.postMessage({ active } satisfies PlaybackNotice),
    });
    this.#render = createPlaybackOutput(this.#core, sampleRate);
    this.port.onmessage = (event: MessageEvent<PlaybackControl>) => this.#control(event.data, event.ports);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channel = outputs[0]?.[0];
    if (channel !== undefined) this.#render(channel);
    return !this.#closed;
  }

  #control(message: PlaybackControl, ports: readonly MessagePort[]): void {
    switch (message.type) {
      case 'attach':
        this.#attach(ports[0]);
        break;
      case 'close':
        this.#attach(undefined);
        this.#closed = true;
        break;
    }
  }

  #attach(lane: MessagePort | undefined): void {
    this.#lane?.close();
    this.#lane = lane;
    if (lane === undefined) return;
    lane.onmessage = (event: MessageEvent<PlaybackCommand>) => this.#command(event.data);
  }

  #command(command: PlaybackCommand): void {
    switch (command.type) {
      case 'audio':
        this.#core.enqueue(command.itemId, command.samples);
        break;
      case 'end':
        this.#core.end(command.itemId);
        break;
      case 'flush': {
        const played = this.#core.flush();
        this.#report({ type: 'flushed', id: command.id, ...(played && { played }) });
        break;
      }
    }
  }

  #report(report: PlaybackReport): void {
    this.#lane?.postMessage(report);
  }
}

registerProcessor(PLAYBACK_PROCESSOR, PlaybackProcessor);
