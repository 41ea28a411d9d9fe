import { PlaybackCore } from '#shared/audio/playback-core.ts';
import { createPlaybackOutput, type RenderQuantum } from '#shared/audio/playback-output.ts';
import type { PlaybackCommand, PlaybackReport } from '#shared/audio/ports.ts';
import {
  PLAYBACK_PROCESSOR,
  type PlaybackControl,
  type PlaybackNotice,
} from '#shared/audio/worklet-control.ts';

/** Plays what arrives on the node's port and on the attached one; the arithmetic is in #shared/audio/playback-core.ts. */
class PlaybackProcessor extends AudioWorkletProcessor {
  readonly #core: PlaybackCore;
  readonly #render: RenderQuantum;
  #lane: MessagePort | undefined;
  #closed = false;

  constructor() {
    super();
    this.#core = new PlaybackCore({
      onReport: (report) => {
        this.#lane?.postMessage(report);
        this.#notify(report);
      },
      onActive: (active) => this.#notify({ type: 'active', active }),
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
      default:
        this.#command(message, this.port);
    }
  }

  #attach(lane: MessagePort | undefined): void {
    this.#lane?.close();
    this.#lane = lane;
    if (lane === undefined) return;
    lane.onmessage = (event: MessageEvent<PlaybackCommand>) => this.#command(event.data, lane);
  }

  #command(command: PlaybackCommand, from: MessagePort): void {
    switch (command.type) {
      case 'audio':
        this.#core.enqueue(command.itemId, command.samples);
        break;
      case 'end':
        this.#core.end(command.itemId);
        break;
      case 'flush': {
        const played = this.#core.flush();
        const report: PlaybackReport = { type: 'flushed', id: command.id, ...(played && { played }) };
        from.postMessage(report);
        break;
      }
    }
  }

  #notify(notice: PlaybackNotice): void {
    this.port.postMessage(notice);
  }
}

registerProcessor(PLAYBACK_PROCESSOR, PlaybackProcessor);
