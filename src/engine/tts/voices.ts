import type { FliteVoice } from '../flite/flite.ts';

/** The voice for a name nobody knows. */
const DEFAULT_VOICE: FliteVoice = 'slt';

/**
 * Local voice for every name a client may send: the local ids themselves, and OpenAI's voices by what they sound most like.
 * slt is an American woman, rms an American man, awb a Scottish man, kal16 and kal an American man by older, robotic methods.
 */
const VOICES: Readonly<Record<string, FliteVoice>> = {
  slt: 'slt',
  rms: 'rms',
  awb: 'awb',
  kal16: 'kal16',
  kal: 'kal',
  alloy: 'slt',
  ash: 'rms',
  ballad: 'awb',
  cedar: 'rms',
  coral: 'slt',
  echo: 'rms',
  fable: 'awb',
  marin: 'slt',
  nova: 'slt',
  onyx: 'rms',
  sage: 'slt',
  shimmer: 'slt',
  verse: 'rms',
};

export function localVoice(name: string): FliteVoice {
  return Object.hasOwn(VOICES, name) ? (VOICES[name] as FliteVoice) : DEFAULT_VOICE;
}

/** Level of each voice's speech as flite makes it: root mean square of what is not silence, measured over 15 sentences. */
const MEASURED_LEVEL: Readonly<Record<FliteVoice, number>> = {
  slt: 6950,
  rms: 3670,
  awb: 4140,
  kal16: 1740,
  kal: 3930,
};
const WANTED_LEVEL = 4000;

/** What to multiply a voice's samples by so that all voices are equally loud. */
export function voiceGain(voice: FliteVoice): number {
  return WANTED_LEVEL / MEASURED_LEVEL[voice];
}
