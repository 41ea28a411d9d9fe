import { type CaptureCore, createCaptureCore } from '#shared/audio/capture-core.ts';
import type { CaptureMessage } from '#shared/audio/ports.ts';
import { CAPTURE_PROCESSOR, type CaptureControl, type CaptureNotice } from '#shared/audio/worklet-control.ts';

/** Sends the microphone to the attached port; the arithmetic is in #shared/audio/capture-core.ts. */
class CaptureProcessor extends AudioWorkletProcessor {
  readonly #core: CaptureCore;
  #lane: MessagePort | undefined;
  #state: 'waiting' | 'hearing' | 'closed' = 'waiting';

  constructor() {
    super();
    this.#core = createCaptureCore(sampleRate, {
      // Posted, not transferred: the copy is 960 bytes, and a transfer to Electron's main process loses the buffer.
      onFrame: (samples) => this.#send({ type: 'frame', samples }),
      onLevel: (rmsDbfs, peakDbfs) => this.#notify({ type: 'level', rmsDbfs, peakDbfs }),
    });
    this.port.onmessage = (event: MessageEvent<CaptureControl>) => this.#control(event.data, event.ports);
  }

  process(inputs: Float32Array[][]): boolean {
    // There is no channel while nothing is connected.
    const channel = inputs[0]?.[0];
    if (channel !== undefined && this.#state === 'hearing') this.#core.push(channel);
    return this.#state !== 'closed';
  }

  #control(message: CaptureControl, ports: readonly MessagePort[]): void {
    switch (message.type) {
      case 'attach':
        this.#lane?.close();
        this.#lane = ports[0];
        break;
      case 'close':
        this.#lane?.close();
        this.#state = 'closed';
        break;
      case 'arm':
        this.#core.deliver(message.preRoll ? 'kept' : 'forgotten');
        this.#state = 'hearing';
        this.#notify({ type: 'armed' });
        break;
      case 'stop':
        this.#core.finish();
        if (message.keep) this.#core.keep();
        this.#state = message.keep ? 'hearing' : 'waiting';
        this.#send({ type: 'stopped' });
        this.#notify({ type: 'drained' });
        break;
    }
  }

  #send(message: CaptureMessage): void {
    this.#lane?.postMessage(message);
  }

  #notify(notice: CaptureNotice): void {
    this.port.postMessage(notice);
  }
}

registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor);
