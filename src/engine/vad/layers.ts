/** Rows of `columns` values each, one after the other. */
export type Matrix = { readonly values: Float32Array; readonly columns: number };

/**
 * Row `row` of the matrix times the stretch of `vector` that begins at `start`. Four running sums, because one would make every
 * addition wait for the one before.
 */
export function rowTimes(matrix: Matrix, row: number, vector: Float32Array, start: number): number {
  const { values, columns } = matrix;
  const at = row * columns;
  const unrolled = columns - (columns % 4);
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let i = 0; i < unrolled; i += 4) {
    sum0 += (values[at + i] as number) * (vector[start + i] as number);
    sum1 += (values[at + i + 1] as number) * (vector[start + i + 1] as number);
    sum2 += (values[at + i + 2] as number) * (vector[start + i + 2] as number);
    sum3 += (values[at + i + 3] as number) * (vector[start + i + 3] as number);
  }
  for (let i = unrolled; i < columns; i += 1) {
    sum0 += (values[at + i] as number) * (vector[start + i] as number);
  }
  return sum0 + sum1 + (sum2 + sum3);
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

const KERNEL = 3;

/** Takes and returns values step by step, all channels of a step side by side. The returned array is reused by the next call. */
export type ConvolutionLayer = (input: Float32Array) => Float32Array;

export type ConvolutionOptions = {
  /** `[output channel][input channel][3]`, as ONNX has it. */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly inputSteps: number;
  readonly stride: number;
};

/** A convolution of width 3 with one step of zeros on either side, followed by a ReLU. */
export function createConvolution(options: ConvolutionOptions): ConvolutionLayer {
  const { bias, inputSteps, stride } = options;
  const outputs = bias.length;
  const inputs = options.weight.length / (outputs * KERNEL);
  const weight = { values: stepMajor(options.weight, inputs), columns: inputs * KERNEL };
  const padded = new Float32Array((inputSteps + 2) * inputs);
  const outputSteps = Math.floor((inputSteps - 1) / stride) + 1;
  const output = new Float32Array(outputSteps * outputs);
  return (input) => {
    padded.set(input, inputs);
    for (let step = 0; step < outputSteps; step += 1) {
      const at = step * stride * inputs;
      for (let channel = 0; channel < outputs; channel += 1) {
        const value = (bias[channel] as number) + rowTimes(weight, channel, padded, at);
        output[step * outputs + channel] = Math.max(0, value);
      }
    }
    return output;
  };
}

/** Reorders `[output][input][tap]` to `[output][tap][input]`, so that the patch under the kernel is one stretch of memory. */
function stepMajor(weight: Float32Array, inputs: number): Float32Array {
  const patch = inputs * KERNEL;
  return weight.map((_, index) => {
    const output = Math.floor(index / patch);
    const tap = Math.floor((index % patch) / inputs);
    const input = index % inputs;
    return weight[output * patch + input * KERNEL + tap] as number;
  });
}
