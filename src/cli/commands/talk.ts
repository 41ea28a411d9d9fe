import { readFile } from 'node:fs/promises';
import { floatToPcm16, msToSamples, PCM_RATE_HZ } from '#shared/audio/pcm16.ts';
import { createResampler } from '#shared/audio/resample.ts';
import { readWav } from '#shared/audio/wav.ts';
import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import { runExchange } from '../exchange.ts';
import type { ExitCode } from '../exit-codes.ts';
import { createOutput } from '../output.ts';
import { isTerminal } from '../questions.ts';
import type { TerminalAudio } from '../terminal-audio.ts';

export type TalkOptions = {
  readonly endpoint?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly realtime?: boolean;
};

const FRAME_MS = 20;
/** Between two seconds of a file that is said at once, ms. */
const FEED_PAUSE_MS = 5;
/** Silence after the file, so that a server that finds the turns hears the end: its longest wait is 8 s. */
const TRAILING_SILENCE_MS = 9_000;

/** Says a WAV file to Hark: under the key and at once, or hands-free and at the speed of sound with `realtime`. */
export async function talk(file: string, options: TalkOptions): Promise<ExitCode> {
  const speech = await readSpeech(file);
  const { realtime = false, json = false } = options;
  return runExchange({
    endpoint: options.endpoint,
    output: createOutput(json),
    realtime,
    interactive: isTerminal() && !json,
    replyFile: options.out,
    async speak({ bridge, audio, clock }) {
      await bridge.request('hands_free.set', { on: realtime });
      if (realtime) {
        await feedRealtime(audio, clock, speech);
        return;
      }
      await bridge.request('talk.start', {});
      await feedAtOnce(audio, clock, speech);
      await bridge.request('talk.stop', {});
      audio.endFeed();
    },
  });
}

async function readSpeech(file: string): Promise<Int16Array> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new HarkError('not_found', `${file} cannot be read.`, {
      field: 'in.wav',
      action: 'Check the path.',
      cause,
    });
  });
  const { samples, sampleRateHz } = readWav(bytes);
  const resampler = createResampler({ fromHz: sampleRateHz, toHz: PCM_RATE_HZ });
  const head = resampler.process(samples);
  const tail = resampler.flush();
  const speech = new Int16Array(head.length + tail.length);
  floatToPcm16(head, speech.subarray(0, head.length));
  floatToPcm16(tail, speech.subarray(head.length));
  return speech;
}

function* framesOf(samples: Int16Array): Generator<Int16Array> {
  const length = msToSamples(FRAME_MS, PCM_RATE_HZ);
  for (let at = 0; at < samples.length; at += length) yield samples.slice(at, at + length);
}

/** As fast as the connection takes it: a second at a time, or what waits to be sent would be dropped. */
async function feedAtOnce(audio: TerminalAudio, clock: Clock, speech: Int16Array): Promise<void> {
  for (let at = 0; at < speech.length; at += PCM_RATE_HZ) {
    for (const frame of framesOf(speech.subarray(at, at + PCM_RATE_HZ))) audio.feed(frame);
    await new Promise<void>((resolve) => void clock.after(FEED_PAUSE_MS, resolve));
  }
}

/** Resolves when the speech has been said; the silence after it goes on by itself. */
async function feedRealtime(audio: TerminalAudio, clock: Clock, speech: Int16Array): Promise<void> {
  const wait = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));
  const startedAt = clock.now();
  const feedPaced = async (samples: Int16Array, fromMs: number): Promise<void> => {
    let dueAt = startedAt + fromMs;
    for (const frame of framesOf(samples)) {
      await wait(Math.max(0, dueAt - clock.now()));
      audio.feed(frame);
      dueAt += FRAME_MS;
    }
  };
  const speechMs = (speech.length / PCM_RATE_HZ) * 1000;
  await feedPaced(speech, 0);
  void feedPaced(new Int16Array(msToSamples(TRAILING_SILENCE_MS, PCM_RATE_HZ)), speechMs);
}
