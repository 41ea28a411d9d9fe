import probeUrl from './probe.worklet.js?worker&url';

/** Listens to what reaches its `node` and passes it on to the loudspeaker. */
export async function createProbe(context) {
  await context.audioWorklet.addModule(probeUrl);
  const node = new AudioWorkletNode(context, 'bench-probe', { outputChannelCount: [1], channelCount: 1 });
  AudioNode.prototype.connect.call(node, context.destination);
  return {
    node,
    /** All samples since the last time, and the time of each quantum of 128 in ms since the epoch. */
    take: () =>
      new Promise((resolve) => {
        node.port.onmessage = ({ data: { quanta, times } }) => {
          const samples = new Float32Array(quanta.length * 128);
          for (const [index, quantum] of quanta.entries()) samples.set(quantum, index * 128);
          resolve({ samples, times });
        };
        node.port.postMessage('take');
      }),
  };
}
