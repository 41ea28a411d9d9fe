import type { RealtimeSession } from '#realtime/index.ts';
import type { Clock } from '#shared/base/clock.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { HarkError } from '#shared/base/errors.ts';
import { sayExactly } from '../assistant/announcer.ts';
import { isTalking } from '../assistant/assistant-state.ts';
import type { AssistantStatus } from '../assistant/assistant-status.ts';
import type { Gestures } from '../assistant/gestures.ts';
import type { Sound } from '../audio/sound.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { Sessions } from './sessions.ts';

/** Lets a voice be heard before it is chosen. */
export type VoicePreview = {
  /**
   * Says a sentence in the voice, as whoever answers now would. Resolves when it was heard, or was stopped by another one, by
   * the person's own voice or by `stop`. Rejects when it cannot be said: `unavailable`, `timeout`, or the server's own reason.
   */
  play(voice: string): Promise<void>;
  /** Safe at any time. */
  stop(): void;
};

export type VoicePreviewParts = {
  readonly clock: Clock;
  readonly sessions: Pick<Sessions, 'aside' | 'running'>;
  readonly chooseEndpoint: () => Promise<Endpoint>;
  readonly settings: Pick<SettingsService, 'current'>;
  readonly status: AssistantStatus;
  readonly sound: Pick<Sound, 'downlink'>;
  readonly gestures: Pick<Gestures, 'stopSpeech'>;
};

/** Connecting, speaking and being heard take no longer, ms. */
const LIMIT_MS = 20_000;
const SENTENCE = 'Hello. This is how I sound when I answer you.';

type Preview = { readonly session: RealtimeSession; readonly over: Deferred<void>; isComplete: boolean };

/**
 * A preview is a session of its own, beside the conversation's: a server does not let a voice change in a session where one was
 * heard, and nothing of the sentence may become part of what was said.
 */
export function createVoicePreview(parts: VoicePreviewParts): VoicePreview {
  const {
    sessions,
    status,
    gestures,
    sound: { downlink },
  } = parts;
  let current: Preview | undefined;

  const finish = (preview: Preview): void => {
    if (current === preview) current = undefined;
    preview.over.resolve();
    void preview.session.close();
  };
  const stop = (): void => {
    if (current === undefined) return;
    finish(current);
    void downlink.flush();
  };
  status.onChange((facts) => {
    if (isTalking(facts) || facts.hearsSpeech) stop();
    else if (current?.isComplete === true && !facts.playing) finish(current);
  });

  const open = async (voice: string): Promise<Preview> => {
    const endpoint = sessions.running?.endpoint ?? (await parts.chooseEndpoint());
    const settings = parts.settings.current;
    const session = sessions.aside(endpoint, { ...settings, voice: { ...settings.voice, name: voice } });
    const preview: Preview = { session, over: createDeferred<void>(), isComplete: false };
    session.on('audio', ({ itemId, samples }) => current === preview && downlink.play(itemId, samples));
    session.on('audio_end', ({ itemId }) => downlink.end(itemId));
    session.on('response_done', ({ outcome }) => {
      if (outcome.status === 'failed') preview.over.reject(outcome.error);
      preview.isComplete = true;
      if (!status.facts.playing) finish(preview);
    });
    session.on('error', ({ error }) => preview.over.reject(error));
    session.on('connection', ({ connection }) => {
      // Nobody waits for a sample sentence through a reconnection.
      if (connection.state === 'reconnecting' || connection.state === 'closed') preview.over.reject(ENDED);
    });
    return preview;
  };
  return {
    async play(voice) {
      stop();
      gestures.stopSpeech();
      const preview = await open(voice);
      stop();
      current = preview;
      const cancelLimit = parts.clock.after(LIMIT_MS, () => preview.over.reject(OVERDUE));
      const speak = async (): Promise<void> => {
        await preview.session.connect();
        if (current === preview) preview.session.sendRaw(sayExactly('preview', SENTENCE));
      };
      try {
        // Stopped while it connects, it is over at once, and what becomes of the connection is of no interest.
        await Promise.race([preview.over.promise, speak().then(() => preview.over.promise)]);
      } finally {
        cancelLimit();
        finish(preview);
      }
    },
    stop,
  };
}

const OVERDUE = new HarkError('timeout', 'The voice could not be heard in time.', { action: 'Try again.' });
const ENDED = new HarkError('closed', 'The connection for the preview was closed.', { action: 'Try again.' });
