import { HarkError } from '#shared/base/errors.ts';
import type { Vad } from '../stages.ts';
import { type ConvolutionLayer, createConvolution, type Matrix, rowTimes, sigmoid } from './layers.ts';
import type { SileroWeights } from './silero-weights.ts';

const FRAME = 512;
/** The end of the previous frame that the model must see before the new one; without it accuracy collapses silently. */
const CONTEXT = 64;
const REFLECTED = 64;
const WINDOW = 256;
const HOP = 128;
const BINS = 129;
const STEPS = 4;
const HIDDEN = 128;

/**
 * Silero VAD v6 as a plain forward pass: short-time spectrum, four convolutions, one LSTM cell, one output neuron.
 * Synchronous and without a runtime of its own; the graph is described in reference/offline-engine.md §1.
 */
export function createSileroVad(weights: SileroWeights): Vad {
  const layers = encoderOf(weights);
  const cell = createLstmCell(weights);
  const basis = { values: weights['stft.forward_basis_buffer'], columns: WINDOW };
  const output = { values: weights['decoder.decoder.2.weight'], columns: HIDDEN };
  const outputBias = weights['decoder.decoder.2.bias'][0] ?? 0;
  const input = new Float32Array(CONTEXT + FRAME + REFLECTED);
  const spectrum = new Float32Array(STEPS * BINS);
  const rectified = new Float32Array(HIDDEN);

  return {
    info: {
      id: 'silero-v6',
      languages: [],
      licence: 'MIT',
      needsNetwork: false,
      sampleRateHz: 16_000,
      frameSamples: FRAME,
    },
    process(frame) {
      if (frame.length !== FRAME) {
        throw new HarkError('internal', `The voice detector takes ${FRAME} samples, not ${frame.length}.`);
      }
      slideIn(input, frame);
      magnitudes(input, basis, spectrum);
      let signal: Float32Array = spectrum;
      for (const layer of layers) signal = layer(signal);
      const hidden = cell.step(signal);
      for (let i = 0; i < HIDDEN; i += 1) rectified[i] = Math.max(0, hidden[i] as number);
      return sigmoid(outputBias + rowTimes(output, 0, rectified, 0));
    },
    reset() {
      input.fill(0);
      cell.reset();
    },
  };
}

/** Makes `input` = the old frame's last samples, the new frame, and the new frame's end mirrored at its last sample. */
function slideIn(input: Float32Array, frame: Float32Array): void {
  input.copyWithin(0, FRAME, FRAME + CONTEXT);
  input.set(frame, CONTEXT);
  const last = CONTEXT + FRAME - 1;
  for (let i = 1; i <= REFLECTED; i += 1) input[last + i] = input[last - i] as number;
}

/** Spectrum magnitudes, bins of one time step side by side. */
function magnitudes(input: Float32Array, basis: Matrix, spectrum: Float32Array): void {
  for (let step = 0; step < STEPS; step += 1) {
    const at = step * HOP;
    for (let bin = 0; bin < BINS; bin += 1) {
      const real = rowTimes(basis, bin, input, at);
      const imaginary = rowTimes(basis, bin + BINS, input, at);
      spectrum[step * BINS + bin] = Math.sqrt(real * real + imaginary * imaginary);
    }
  }
}

function encoderOf(weights: SileroWeights): ConvolutionLayer[] {
  return [
    createConvolution({
      weight: weights['encoder.0.reparam_conv.weight'],
      bias: weights['encoder.0.reparam_conv.bias'],
      inputSteps: 4,
      stride: 1,
    }),
    createConvolution({
      weight: weights['encoder.1.reparam_conv.weight'],
      bias: weights['encoder.1.reparam_conv.bias'],
      inputSteps: 4,
      stride: 2,
    }),
    createConvolution({
      weight: weights['encoder.2.reparam_conv.weight'],
      bias: weights['encoder.2.reparam_conv.bias'],
      inputSteps: 2,
      stride: 2,
    }),
    createConvolution({
      weight: weights['encoder.3.reparam_conv.weight'],
      bias: weights['encoder.3.reparam_conv.bias'],
      inputSteps: 1,
      stride: 1,
    }),
  ];
}

/** One LSTM cell with gates in PyTorch's order: input, forget, candidate, output. */
function createLstmCell(weights: SileroWeights): {
  step(input: Float32Array): Float32Array;
  reset(): void;
} {
  const fromInput = { values: weights['decoder.rnn.weight_ih'], columns: HIDDEN };
  const fromHidden = { values: weights['decoder.rnn.weight_hh'], columns: HIDDEN };
  const bias = weights['decoder.rnn.bias_ih'].map(
    (value, i) => value + (weights['decoder.rnn.bias_hh'][i] as number),
  );
  const hidden = new Float32Array(HIDDEN);
  const memory = new Float32Array(HIDDEN);
  const gates = new Float32Array(4 * HIDDEN);
  return {
    step(input) {
      for (let gate = 0; gate < gates.length; gate += 1) {
        gates[gate] =
          (bias[gate] as number) +
          rowTimes(fromInput, gate, input, 0) +
          rowTimes(fromHidden, gate, hidden, 0);
      }
      for (let i = 0; i < HIDDEN; i += 1) {
        const admit = sigmoid(gates[i] as number);
        const keep = sigmoid(gates[HIDDEN + i] as number);
        const candidate = Math.tanh(gates[2 * HIDDEN + i] as number);
        const show = sigmoid(gates[3 * HIDDEN + i] as number);
        memory[i] = keep * (memory[i] as number) + admit * candidate;
        hidden[i] = show * Math.tanh(memory[i] as number);
      }
      return hidden;
    },
    reset() {
      hidden.fill(0);
      memory.fill(0);
    },
  };
}
