import { resolveObjectURL } from 'node:buffer';
import { compileFunction } from 'node:vm';

/** What of an audio worklet can be measured outside of a browser. */
export type Processor = {
  readonly port: Port;
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
};

type Port = { onmessage: ((event: { data: unknown; ports: readonly Port[] }) => void) | null };

/** Makes processors of one kind; messages they post are counted. */
export type Worklet = { create(): Processor; readonly posted: number };

type ProcessorClass = new () => Processor;
type Registration = (name: string, processor: ProcessorClass) => void;
type Evaluate = (base: unknown, register: Registration) => Promise<void>;
/** Makes a processor ready; answers with the port that it is spoken to by. */
type Prepare = (processor: Processor, newPort: () => Port) => Port;

/** The audio thread's world, as far as player and recorder use it. */
async function createWorklet(evaluate: Evaluate, prepare: Prepare = ({ port }) => port): Promise<Worklet> {
  let posted = 0;
  const newPort = () => ({
    onmessage: null,
    postMessage: () => {
      posted += 1;
    },
  });
  let Registered: ProcessorClass | undefined;
  class ShimProcessor {
    readonly port = newPort();
  }
  await evaluate(ShimProcessor, (_name, processor) => {
    Registered = processor;
  });
  if (Registered === undefined) throw new Error('The worklet registers no processor.');
  const Processor = Registered;
  return {
    create() {
      const processor = new Processor();
      return { port: prepare(processor, newPort), process: (...blocks) => processor.process(...blocks) };
    },
    get posted() {
      return posted;
    },
  };
}

/** Ours, from the sources, in a context of the given rate. */
export function harkWorklet(name: 'playback' | 'capture', sampleRate: number): Promise<Worklet> {
  return createWorklet(async (AudioWorkletProcessor, registerProcessor) => {
    Object.assign(globalThis, { AudioWorkletProcessor, registerProcessor, sampleRate });
    await import(`../../src/renderer/audio/${name}.worklet.ts`);
  }, attachLane);

  /** The player obeys the port that it is given, the recorder its own. */
  function attachLane({ port }: Processor, newPort: () => Port): Port {
    const lane = newPort();
    port.onmessage?.({ data: { type: 'attach' }, ports: [lane] });
    return name === 'playback' ? lane : port;
  }
}

/** The one of the wavtools package, which comes as text behind an object URL. */
export function wavtoolsWorklet(name: 'stream_processor' | 'audio_processor'): Promise<Worklet> {
  return createWorklet(async (base, register) => {
    const module = (await import(`../peers/node_modules/wavtools/lib/worklets/${name}.js`)) as Record<
      'StreamProcessorSrc' | 'AudioProcessorSrc',
      string
    >;
    const url = name === 'stream_processor' ? module.StreamProcessorSrc : module.AudioProcessorSrc;
    const code = await resolveObjectURL(url)?.text();
    compileFunction(code ?? '', ['AudioWorkletProcessor', 'registerProcessor'])(base, register);
  });
}
