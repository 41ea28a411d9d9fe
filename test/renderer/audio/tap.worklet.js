// Records what reaches it, bit by bit, as floats: the ear of the tests. Plain JavaScript, because the tests' compiler knows
// the page's world, not the audio thread's.
class Tap extends AudioWorkletProcessor {
  process(inputs) {
    const channel = inputs[0]?.[0];
    if (channel !== undefined) this.port.postMessage(channel.slice());
    return true;
  }
}

registerProcessor('test-tap', Tap);
