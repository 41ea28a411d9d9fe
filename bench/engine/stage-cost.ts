import { createRulesBrain } from '#engine/brain/rules-brain.ts';
import { createRnnoise } from '#engine/denoise/rnnoise.ts';
import type { Stt, Tts } from '#engine/stages.ts';
import { createSoundSwallowerStt } from '#engine/stt/soundswallower-stt.ts';
import { createFliteTts } from '#engine/tts/flite-tts.ts';
import { createSileroVad } from '#engine/vad/silero-vad.ts';
import { loadSileroWeights } from '#engine/vad/silero-weights.ts';
import { PCM_RATE_HZ, samplesToMs } from '#shared/audio/pcm16.ts';
import { createClock } from '#shared/base/clock.ts';
import { chunked } from '../../test/support/speech.ts';
import type { Table } from '../lib/bench.ts';
import { harkTools } from '../lib/session-tools.ts';
import { fliteVoice } from '../lib/speech.ts';
import { median, microsecondsPerCall } from '../lib/statistics.ts';

const source = (path: string): URL => new URL(`../../src/engine/${path}`, import.meta.url);
const SENTENCES = [
  'what time is it',
  'set a timer for twenty five minutes',
  'how much disk space do i have',
  'what is twelve times seven',
  'open the calculator',
];
const ANSWERS = [
  'It is ten past two.',
  'The timer for the eggs is set for twenty five minutes, and rings at four.',
];
const RUNS = 5;

/** What the stages cost: compute time ÷ duration of the sound, 1 being as slow as the sound itself. */
export async function stageCost(): Promise<Table> {
  const rows = [await voiceDetection(), noiseSuppression(), ...(await recognition()), ...(await synthesis())];
  return {
    title: 'Stages: compute time ÷ duration of the sound',
    columns: ['stage', 'factor', 'and'],
    rows,
    note: 'Each stage alone, on one core. Recognition includes noise suppression and the second decoder that rejects.',
  };
}

type Row = readonly [stage: string, factor: string, detail: string];

async function voiceDetection(): Promise<Row> {
  const vad = createSileroVad(await loadSileroWeights(source('../../resources/models/silero-vad-v6.bin')));
  const frame = Float32Array.from({ length: vad.info.frameSamples }, (_, index) => Math.sin(index / 7) / 3);
  const cost = microsecondsPerCall(() => vad.process(frame), 200);
  return ['voice detection (Silero v6)', factor(cost / 32_000), `${cost.toFixed(0)} µs per frame of 32 ms`];
}

function noiseSuppression(): Row {
  const denoiser = createRnnoise();
  const frame = Float32Array.from(
    { length: denoiser.info.frameSamples },
    (_, index) => Math.sin(index / 7) / 3,
  );
  const cost = microsecondsPerCall(() => denoiser.process(frame), 200);
  denoiser.close();
  return ['noise suppression (RNNoise)', factor(cost / 10_000), `${cost.toFixed(0)} µs per frame of 10 ms`];
}

/** Utterances as fast as they go in; what remains to be done when the last sample is in delays every answer. */
async function recognition(): Promise<readonly Row[]> {
  const stt = await createSoundSwallowerStt({
    workerUrl: source('stt-worker.ts'),
    clock: createClock(globalThis),
  });
  try {
    const brain = createRulesBrain({ clock: createClock(globalThis) });
    const start = performance.now();
    await stt.setGrammar(brain.grammar(harkTools()));
    const grammarMs = performance.now() - start;
    const factors: number[] = [];
    for (const sentence of SENTENCES) factors.push(await recognise(stt, sentence));
    return [
      ['recognition (SoundSwallower)', factor(median(factors)), `largest ${factor(Math.max(...factors))}`],
      ['  its grammar of Hark’s tools', '–', `${grammarMs.toFixed(0)} ms to set, once per set of tools`],
    ];
  } finally {
    await stt.close();
  }
}

async function recognise(stt: Stt, sentence: string): Promise<number> {
  const samples = await fliteVoice('rms').say(sentence);
  const start = performance.now();
  const utterance = stt.startUtterance(() => {});
  for (const piece of chunked(samples, 20)) utterance.feed(piece);
  await utterance.finish();
  return (performance.now() - start) / samplesToMs(samples.length, PCM_RATE_HZ);
}

async function synthesis(): Promise<readonly Row[]> {
  const tts = createFliteTts({ workerUrl: source('tts-worker.ts'), clock: createClock(globalThis) });
  try {
    await speak(tts, 'Ready.');
    const rows: Row[] = [];
    for (const answer of ANSWERS) {
      const runs = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await speak(tts, answer));
      const firstMs = median(runs.map((run) => run.firstMs));
      const seconds = (runs[0]?.soundMs ?? 0) / 1000;
      rows.push([
        `speech (flite slt), ${seconds.toFixed(1)} s`,
        factor(median(runs.map((run) => run.totalMs / run.soundMs))),
        `${firstMs.toFixed(0)} ms to its first piece`,
      ]);
    }
    return rows;
  } finally {
    await tts.close();
  }
}

async function speak(tts: Tts, text: string): Promise<{ firstMs: number; totalMs: number; soundMs: number }> {
  const start = performance.now();
  let firstMs = Number.NaN;
  let samples = 0;
  for await (const piece of tts.speak(text, { voice: 'slt', speed: 1 }, new AbortController().signal)) {
    if (samples === 0) firstMs = performance.now() - start;
    samples += piece.length;
  }
  const totalMs = performance.now() - start;
  return { firstMs, totalMs, soundMs: samplesToMs(samples, PCM_RATE_HZ) };
}

function factor(value: number): string {
  return value.toFixed(3);
}
