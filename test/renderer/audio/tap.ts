import tapUrl from './tap.worklet.js?url';

/** Everything that a node puts out, sample by sample. */
export type Tap = { readonly heard: () => Float32Array };

export async function createTap(node: AudioNode): Promise<Tap> {
  await node.context.audioWorklet.addModule(tapUrl);
  const tap = new AudioWorkletNode(node.context, 'test-tap', { numberOfOutputs: 0, channelCount: 1 });
  const pieces: Float32Array[] = [];
  tap.port.onmessage = (event: MessageEvent<Float32Array>) => pieces.push(event.data);
  node.connect(tap);
  return {
    heard: () => {
      const all = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
      let offset = 0;
      for (const piece of pieces) {
        all.set(piece, offset);
        offset += piece.length;
      }
      return all;
    },
  };
}
