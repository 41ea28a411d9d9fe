import type { Echo } from '#shared/audio/echo.ts';
import { createClock } from '#shared/base/clock.ts';
import { createAudioHost } from './audio-host.ts';
import { createRecorder, type Recorder } from './capture.ts';
import { type CuePlayer, createCuePlayer } from './cue-player.ts';
import { type EchoTestOptions, testEcho } from './echo-test.ts';
import { createPlayer, type Player } from './playback.ts';

/** Loudspeaker and microphone of a page, in one audio context. */
export type AudioDevices = {
  readonly player: Pick<Player, 'attach' | 'setOutput' | 'onActive'>;
  readonly recorder: Pick<Recorder, 'attach' | 'open' | 'stop' | 'keep' | 'onLevel' | 'onOpened' | 'onLost'>;
  readonly cues: CuePlayer;
  testEcho(options: EchoTestOptions): Promise<Echo | undefined>;
  /** A worklet has failed, and is silent for good. Returns the unsubscribe function. */
  onFailed(listener: () => void): () => void;
  close(): void;
};

/** Loads both worklets; neither makes or hears a sound yet. */
export async function openAudioDevices(): Promise<AudioDevices> {
  const clock = createClock(window);
  const host = createAudioHost(clock);
  const [player, recorder] = await Promise.all([createPlayer(host), createRecorder(host)]);
  return {
    player,
    recorder,
    cues: createCuePlayer(host),
    testEcho: (options) => testEcho(host, clock, options),
    onFailed(listener) {
      const unsubscribes = [player.onFailed(listener), recorder.onFailed(listener)];
      return () => {
        for (const unsubscribe of unsubscribes) unsubscribe();
      };
    },
    close() {
      recorder.close();
      player.close();
      void host.close();
    },
  };
}
