import { isDeepStrictEqual } from 'node:util';
import type { RealtimeSessionSettingsInput } from '#realtime/index.ts';
import { toErrorData } from '#shared/base/errors.ts';
import type { Settings } from '#shared/settings/settings.ts';
import type { AssistantFacts } from '../assistant/assistant-state.ts';
import type { AssistantStatus } from '../assistant/assistant-status.ts';
import type { Notices } from '../bridge/notices.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { SettingsChange, SettingsService } from '../settings/settings-service.ts';
import { turnDetection, voiceSettings } from './session-settings.ts';
import type { Sessions } from './sessions.ts';

export type LiveSettingsParts = {
  readonly settings: SettingsService;
  readonly status: AssistantStatus;
  readonly notices: Notices;
  readonly sessions: Pick<Sessions, 'running' | 'connect'>;
  readonly chooseEndpoint: () => Promise<Endpoint>;
  readonly setHandsFree: (handsFree: boolean) => void;
};

export type LiveSettings = {
  /** A session is new: tells it what changed while it was on its way. */
  catchUp(): void;
  close(): void;
};

/** Makes the running session follow the settings. */
export function followSettings(parts: LiveSettingsParts): LiveSettings {
  const { settings, status, notices, sessions, setHandsFree } = parts;
  let voiceChanged = false;

  const tell = (patch: RealtimeSessionSettingsInput): void => {
    sessions.running?.session.updateSession(patch).catch((error: unknown) => notices.add(toErrorData(error)));
  };
  /** Before the start, and after the end, the next session will know by itself. */
  const reconnect = (): void => {
    if (status.facts.connection.kind !== 'off') sessions.connect();
  };
  /** A voice and its speed cannot change while the assistant answers, and a voice not once it was heard. */
  const applyVoice = (): void => {
    const current = sessions.running;
    const { answer, playing } = status.facts;
    if (!voiceChanged || current === undefined || answer !== 'none' || playing) return;
    voiceChanged = false;
    const wanted = voiceSettings(settings.current.voice, current.endpoint);
    const isHeard = current.session.history.some(
      (item) => item.type === 'message' && item.role === 'assistant',
    );
    if (isHeard && wanted.voice !== current.session.settings.voice) reconnect();
    else tell(wanted);
  };
  const applyTurns = (): void =>
    tell({ turnDetection: turnDetection(settings.current.turns, status.facts.playing) });
  const applyTranscription = (): void => {
    parts.chooseEndpoint().then(
      ({ transcriptionModel }) => tell({ inputAudioTranscription: { model: transcriptionModel } }),
      // What is wrong with the endpoint is told by connecting to it.
      () => {},
    );
  };
  let wasPlaying = false;
  /** A voice may need more, or less, to interrupt an answer than to begin a turn. */
  const followPlaying = ({ playing }: AssistantFacts): void => {
    if (playing === wasPlaying) return;
    wasPlaying = playing;
    const { turns } = settings.current;
    if (!isDeepStrictEqual(turnDetection(turns, true), turnDetection(turns, false))) applyTurns();
  };
  const follow = ({ settings: now, before }: SettingsChange): void => {
    if (now.turns.mode !== before.turns.mode) setHandsFree(now.turns.mode === 'hands_free');
    if (!isDeepStrictEqual(serverOf(now), serverOf(before))) {
      reconnect();
      return;
    }
    if (now.endpoint.transcriptionModel !== before.endpoint.transcriptionModel) applyTranscription();
    if (!isDeepStrictEqual(now.turns, before.turns)) applyTurns();
    if (!isDeepStrictEqual(now.voice, before.voice)) {
      voiceChanged = true;
      applyVoice();
    }
  };
  const stopFollowing = settings.onChange(follow);
  const stopWatching = status.onChange(applyVoice);
  const stopWatchingSound = status.onChange(followPlaying);
  return {
    catchUp() {
      voiceChanged = true;
      applyTurns();
      applyTranscription();
      applyVoice();
    },
    close() {
      stopFollowing();
      stopWatching();
      stopWatchingSound();
    },
  };
}

/** What cannot change while a session runs: it needs another one. */
function serverOf({ endpoint }: Settings): Partial<Settings['endpoint']> {
  const { transcriptionModel: _, ...server } = endpoint;
  return server;
}
