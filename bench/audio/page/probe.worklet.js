// The ear: keeps every sample that passes, and when each quantum was rendered. These files are plain JavaScript, because the
// benches' compiler knows Node's world, not the page's and the audio thread's.
class Probe extends AudioWorkletProcessor {
  quanta = [];
  times = [];

  constructor() {
    super();
    this.port.onmessage = () => {
      this.port.postMessage({ quanta: this.quanta, times: this.times });
      this.quanta = [];
      this.times = [];
    };
  }

  process([input], [output]) {
    const heard = input[0] ?? new Float32Array(128);
    this.quanta.push(heard.slice());
    // There is no finer clock here.
    this.times.push(Date.now());
    output[0].set(heard);
    return true;
  }
}

registerProcessor('bench-probe', Probe);
