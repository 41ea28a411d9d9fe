import { createClock } from '#shared/base/clock.ts';
import { createAudioHost } from './audio/audio-host.ts';
import { createRecorder } from './audio/capture.ts';
import { createPlayer } from './audio/playback.ts';
import type { AudioDevices } from './audio-owner.ts';

/** Loads the worklets of loudspeaker and microphone into one context; neither makes or hears a sound yet. */
export async function openAudioDevices(): Promise<AudioDevices> {
  const host = createAudioHost(createClock(window));
  const [player, recorder] = await Promise.all([createPlayer(host), createRecorder(host)]);
  return { player, recorder };
}
