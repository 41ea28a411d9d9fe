import { z } from 'zod';
import { createDisposer, type Disposer } from '#shared/base/disposer.ts';
import type { AudioLane, AudioUpstream } from '#shared/bridge/audio-lane.ts';
import type { LogPort } from '../ports.ts';
import type { Downlink } from './downlink.ts';
import type { Uplink } from './uplink.ts';

/** Connects the page that owns the audio with the two ways of the sound. */
export type AudioLink = {
  /** The newest lane owns the audio; the former one is closed. */
  attach(lane: AudioLane): void;
  /** Messages that were not what they should be, and were dropped. */
  readonly badMessages: number;
  /** Silences within an answer, as the page of now counts them. */
  readonly underruns: number;
  close(): void;
};

export type AudioLinkParts = {
  readonly uplink: Uplink;
  readonly downlink: Downlink;
  readonly log: LogPort;
  /** Every frame of the microphone, whoever it is for. */
  readonly onFrame: (samples: Int16Array) => void;
  /** A page owns the audio from now on, the first or another one. */
  readonly onPageCame: () => void;
  /** The page went away by itself, before its microphone counts as closed. */
  readonly onPageGone: () => void;
};

/** Longest microphone frame, samples: 1 s at 24 kHz. */
const MAX_FRAME_SAMPLES = 24_000;
/** Bad messages beyond the first few are only counted. */
const MAX_LOGGED = 5;

export function createAudioLink(parts: AudioLinkParts): AudioLink {
  const { uplink, downlink, log } = parts;
  let current: { readonly lane: AudioLane; readonly listeners: Disposer } | undefined;
  let badMessages = 0;
  let underruns = 0;

  const receive = (value: unknown): void => {
    const message = readUpstream(value);
    if (message === undefined) {
      badMessages += 1;
      if (badMessages <= MAX_LOGGED) log.warn('A message of the audio page was not usable and was dropped.');
    } else if (message.type === 'frame') {
      parts.onFrame(message.samples);
      uplink.handleFrame(message.samples);
    } else if (message.type === 'stopped') uplink.handleStopped();
    else if (message.type === 'underrun') underruns = message.count;
    else downlink.handleReport(message);
  };
  const detach = (): void => {
    const former = current;
    current = undefined;
    former?.listeners.dispose();
    former?.lane.close();
    downlink.setPlayer(undefined);
    // Nothing of the former microphone follows any more.
    uplink.handleStopped();
  };
  const handleClose = (lane: AudioLane): void => {
    if (current?.lane !== lane) return;
    parts.onPageGone();
    detach();
  };
  return {
    attach(lane) {
      detach();
      parts.onPageCame();
      underruns = 0;
      const listeners = createDisposer();
      current = { lane, listeners };
      listeners.add(lane.onMessage(receive));
      listeners.add(lane.onClose(() => handleClose(lane)));
      downlink.setPlayer((command) => lane.send(command));
    },
    get badMessages() {
      return badMessages;
    },
    get underruns() {
      return underruns;
    },
    close: detach,
  };
}

const samplesCount = z.int().min(0);
const playedItem = { itemId: z.string().min(1).max(512), playedSamples: samplesCount };
const otherMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stopped') }),
  z.object({ type: z.literal('playhead'), ended: z.boolean(), ...playedItem }),
  z.object({ type: z.literal('flushed'), id: z.int(), played: z.object(playedItem).exactOptional() }),
  z.object({ type: z.literal('underrun'), count: z.int() }),
]);

/** A page is not trusted: a frame must hold samples, at least one and at most a second of them. */
export function readUpstream(value: unknown): AudioUpstream | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('type' in value && value.type === 'frame') {
    const samples = 'samples' in value ? value.samples : undefined;
    const fits = samples instanceof Int16Array && samples.length > 0 && samples.length <= MAX_FRAME_SAMPLES;
    return fits ? { type: 'frame', samples } : undefined;
  }
  const parsed = otherMessage.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
