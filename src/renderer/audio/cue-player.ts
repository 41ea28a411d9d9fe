import type { Cue } from './cues.ts';

/** Plays the short sounds that tell what Hark is doing. */
export type CuePlayer = {
  /** `volume` is 0..1. A cue that still sounds is not waited for. */
  play(cue: Cue, volume: number): void;
  /** Fades out what sounds: an answer is on its way, and is not talked over. */
  cut(): void;
};

/** Two sine tones a cue, one after the other, in Hz: up is ready, high is sent, down is stopped, low is an error. */
const TONES_HZ: Readonly<Record<Cue, readonly [number, number]>> = {
  ready: [587, 880],
  sent: [880, 880],
  stopped: [880, 587],
  error: [220, 196],
};
/** Long enough to be a pitch, short enough not to be in the way, s. */
const TONE_S = 0.07;
/** Fades keep the tones from clicking, s. */
const FADE_S = 0.01;
/** Begins so much later, s: a recorder that is told to stop in the same moment has stopped by then. */
const DELAY_S = 0.03;
/** Loudness of a cue at full volume, below the voice of an answer. */
const PEAK = 0.3;

/** The cues are rendered in the context of the player, and leave by the same loudspeaker. */
export function createCuePlayer(host: {
  readonly context: BaseAudioContext;
  holdForSound(): () => void;
}): CuePlayer {
  const sounding = new Map<OscillatorNode, GainNode>();
  return {
    play(cue, volume) {
      if (volume === 0) return;
      const { context } = host;
      const letSleep = host.holdForSound();
      const gain = new GainNode(context, { gain: 0 });
      const oscillator = new OscillatorNode(context);
      const start = context.currentTime + DELAY_S;
      for (const [index, hz] of TONES_HZ[cue].entries()) {
        const from = start + index * TONE_S;
        oscillator.frequency.setValueAtTime(hz, from);
        gain.gain.setValueAtTime(0, from);
        gain.gain.linearRampToValueAtTime(volume * PEAK, from + FADE_S);
        gain.gain.setValueAtTime(volume * PEAK, from + TONE_S - FADE_S);
        gain.gain.linearRampToValueAtTime(0, from + TONE_S);
      }
      sounding.set(oscillator, gain);
      oscillator.onended = () => {
        sounding.delete(oscillator);
        gain.disconnect();
        letSleep();
      };
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(start);
      oscillator.stop(start + TONES_HZ[cue].length * TONE_S);
    },
    cut() {
      const now = host.context.currentTime;
      for (const [oscillator, { gain }] of sounding) {
        gain.cancelAndHoldAtTime(now).linearRampToValueAtTime(0, now + FADE_S);
        oscillator.stop(now + FADE_S);
      }
    },
  };
}
