import { ECHO_TAP_PROCESSOR, type HeardBlock } from '#shared/audio/worklet-control.ts';

/** Tells the page what the microphone hears, with the time in frames of the context, until the page says anything. */
class EchoTapProcessor extends AudioWorkletProcessor {
  #closed = false;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.#closed = true;
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel !== undefined && !this.#closed) {
      this.port.postMessage({ frame: currentFrame, samples: channel.slice() } satisfies HeardBlock);
    }
    // A processor that wants to be called no more is not called with silence either.
    return !this.#closed;
  }
}

registerProcessor(ECHO_TAP_PROCESSOR, EchoTapProcessor);
