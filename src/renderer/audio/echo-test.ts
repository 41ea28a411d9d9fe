import { confirmEcho, createSweep, type Echo, findEcho } from '#shared/audio/echo.ts';
import { ECHO_TAP_PROCESSOR, type HeardBlock } from '#shared/audio/worklet-control.ts';
import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { createDisposer, type Disposer } from '#shared/base/disposer.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { AudioHost } from './audio-host.ts';
import { toDeviceError } from './device-error.ts';
import workletUrl from './echo-tap.worklet.ts?worker&url';
import { type OpenMicrophone, openStream, stopTracks } from './open-stream.ts';

export type EchoTestOptions = {
  /** As hands-free opens it, with the echo canceller: what that removes disturbs nobody. */
  readonly microphone: OpenMicrophone;
  /** Of the answers, 0..1. */
  readonly volume: number;
};

/** The first ones teach the echo canceller, the last two count. */
const SWEEPS = 4;
/** A microphone that was just opened crackles, s. */
const SETTLE_S = 0.2;
/** An echo comes back within this, s: Bluetooth takes 0.3 there and back. */
const LONGEST_DELAY_S = 0.5;
/** Peak of the sweeps at full volume, about that of a voice. */
const PEAK = 0.3;
/** Answers that are turned down are turned up again some day. */
const LEAST_VOLUME = 0.2;
/** The sweeps take 2.7 s; a microphone that delivers nothing for longer is not waited for, ms. */
const PATIENCE_MS = 8_000;

/**
 * Plays four short tones and looks for them in the microphone; answers with the echo, or `undefined` when there is none. Nothing
 * that was heard is kept. Rejects with reason `device` when the microphone cannot be opened or delivers nothing.
 */
export async function testEcho(
  host: AudioHost,
  clock: Clock,
  { microphone, volume }: EchoTestOptions,
): Promise<Echo | undefined> {
  const disposer = createDisposer();
  disposer.add(host.holdForSound());
  try {
    await host.context.audioWorklet.addModule(workletUrl);
    const stream = await openStream(microphone).catch((error: unknown) => {
      throw toDeviceError(error);
    });
    disposer.add(() => stopTracks(stream));
    const ear = listen(host.context, stream, disposer);
    disposer.add(clock.after(PATIENCE_MS, () => ear.giveUp(DELIVERS_NOTHING)));
    await ear.heardUntil(0);
    return await playAndLook(host.context, ear, Math.max(volume, LEAST_VOLUME) * PEAK);
  } finally {
    disposer.dispose();
  }
}

const DELIVERS_NOTHING = new HarkError('device', 'The microphone delivers nothing.', {
  action: 'Check that it is switched on, then test again.',
});

type Ear = {
  /** Resolves when something was heard at or after this frame of the context. */
  heardUntil(frame: number): Promise<void>;
  giveUp(error: HarkError): void;
  /** What was heard, and silence where nothing was. */
  between(fromFrame: number, toFrame: number): Float32Array;
};

async function playAndLook(context: BaseAudioContext, ear: Ear, peak: number): Promise<Echo | undefined> {
  const { sampleRate } = context;
  const sweep = createSweep(sampleRate).map((sample) => sample * peak);
  const windowFrames = sweep.length + Math.round(LONGEST_DELAY_S * sampleRate);
  const firstFrame = Math.round((context.currentTime + SETTLE_S) * sampleRate);
  const starts = Array.from({ length: SWEEPS }, (_, index) => firstFrame + index * windowFrames);
  for (const start of starts) play(context, sweep, start / sampleRate);
  const endFrame = firstFrame + SWEEPS * windowFrames;
  await ear.heardUntil(endFrame);
  // A microphone that is switched off by a key of its own is silent to the last bit; the quietest room is not.
  if (ear.between(firstFrame, endFrame).every((sample) => sample === 0)) throw DELIVERS_NOTHING;
  const findings = starts.slice(-2).map((start) => {
    return findEcho(sweep, ear.between(start, start + windowFrames), sampleRate);
  });
  return confirmEcho(findings);
}

function play(context: BaseAudioContext, samples: Float32Array<ArrayBuffer>, atS: number): void {
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.start(atS);
}

function listen(context: AudioContext, stream: MediaStream, disposer: Disposer): Ear {
  const blocks: HeardBlock[] = [];
  let waiting = { frame: 0, reached: createDeferred<void>() };
  const tap = new AudioWorkletNode(context, ECHO_TAP_PROCESSOR, {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  tap.port.onmessage = ({ data }: MessageEvent<HeardBlock>) => {
    blocks.push(data);
    if (data.frame >= waiting.frame) waiting.reached.resolve();
  };
  disposer.add(() => {
    tap.port.postMessage('close');
    tap.port.close();
  });
  const source = context.createMediaStreamSource(stream);
  source.connect(tap);
  disposer.add(() => source.disconnect());
  return {
    heardUntil(frame) {
      waiting = { frame, reached: createDeferred<void>() };
      return waiting.reached.promise;
    },
    giveUp: (error) => waiting.reached.reject(error),
    between(fromFrame, toFrame) {
      const heard = new Float32Array(toFrame - fromFrame);
      for (const { frame, samples } of blocks) {
        if (frame >= fromFrame && frame + samples.length <= toFrame) heard.set(samples, frame - fromFrame);
      }
      return heard;
    },
  };
}
