import type { Echo } from '#shared/audio/echo.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { AudioChannel, EchoReply } from '../state/audio-channel.ts';
import type { EchoTestOptions } from './echo-test.ts';
import { microphoneOptions } from './microphone-follower.ts';

type Parts = {
  readonly channel: AudioChannel;
  readonly snapshot: () => AppSnapshot | undefined;
  readonly testEcho: (options: EchoTestOptions) => Promise<Echo | undefined>;
};

/** Tests the echo when another page asks for it, one test at a time. Returns what stops it. */
export function answerEchoTests({ channel, snapshot, testEcho }: Parts): () => void {
  let isTesting = false;
  const test = async (now: AppSnapshot): Promise<Echo | undefined> => {
    if (!mayTestEcho(now)) throw BUSY;
    const microphone = microphoneOptions({ ...now, handsFree: true });
    return testEcho({ microphone, volume: now.settings.voice.volume });
  };
  const answer = (reply: EchoReply): void => channel.send({ kind: 'echo', reply });
  return channel.on('echo_asked', () => {
    const now = snapshot();
    if (isTesting || now === undefined) return;
    isTesting = true;
    void test(now)
      .then((echo) => answer({ ok: true, value: echo ?? null }))
      .catch((error: unknown) => answer({ ok: false, error: toErrorData(error) }))
      .finally(() => {
        isTesting = false;
      });
  });
}

/** While nobody listens or speaks: a server would hear the tones as well, and a muted microphone stays closed. */
export function mayTestEcho({ microphoneWanted, muted, assistant: { kind } }: AppSnapshot): boolean {
  return !microphoneWanted && !muted && kind !== 'speaking' && kind !== 'thinking';
}

const BUSY = new HarkError('denied', 'The echo is tested while Hark neither listens nor speaks.', {
  action: 'Wait, or unmute it, then test again.',
});
