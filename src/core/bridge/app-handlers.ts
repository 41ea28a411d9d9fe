import { type ErrorData, HarkError } from '#shared/base/errors.ts';
import { lastAnswer } from '#shared/bridge/last-answer.ts';
import type { Assistant } from '../assistant/assistant.ts';
import type { MicrophoneAccess } from '../assistant/microphone-access.ts';
import type { History } from '../conversations/history.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { EndpointChoice } from '../endpoint/endpoint-choice.ts';
import type { Keys } from '../endpoint/keys.ts';
import { parseServerAddress } from '../endpoint/server-address.ts';
import type { Hotkeys } from '../hotkeys/hotkeys.ts';
import { withRememberedThreshold } from '../settings/microphone-memory.ts';
import { applyPatch, type SettingsService } from '../settings/settings-service.ts';
import type { Timers } from '../timers/timers.ts';
import type { AppStore } from './app-store.ts';
import type { RequestHandlers } from './bridge-handler.ts';
import type { Notices } from './notices.ts';

export type AppHandlersParts = {
  readonly store: AppStore;
  readonly settings: SettingsService;
  readonly keys: Keys;
  readonly endpoint: Pick<EndpointChoice, 'keyOwner' | 'publish'>;
  readonly assistant: Assistant;
  readonly microphoneAccess: MicrophoneAccess;
  readonly timers: Timers;
  readonly notices: Notices;
  readonly history: History;
  readonly hotkeys: Hotkeys;
  readonly diagnostics: Diagnostics;
};

/** What each request of a user interface does. */
export function createAppHandlers(parts: AppHandlersParts): RequestHandlers {
  const { store, settings, keys, endpoint, assistant, microphoneAccess } = parts;
  const { timers, notices, history, hotkeys, diagnostics } = parts;
  const { gestures } = assistant;
  return {
    'snapshot.get': () => store.snapshot,
    ...talkHandlers(assistant),
    'meter.read': ({ after }) => assistant.meter.read(after),
    'meter.stop': () => assistant.meter.stop().then(nothing),
    'hands_free.set': done(({ on }) => {
      settings.update({ turns: { mode: on ? 'hands_free' : 'hold' } });
      // Also when the mode was so before: whoever switches it on wants to be heard.
      gestures.setHandsFree(on);
    }),
    'mute.set': done(({ on }) => gestures.setMuted(on)),
    'text.send': done((message) => {
      if (message.text.trim() === '' && message.picture === undefined)
        throw new HarkError('invalid_input', 'There is nothing to send.', { field: 'text' });
      assistant.sendText(message);
    }),
    'approval.decide': done(({ id, allow }) => assistant.approvals.decide(id, allow)),
    'timer.cancel': async ({ id }) => {
      if ((await timers.cancel(id)) === undefined) {
        throw new HarkError('not_found', 'That timer is not running any more.');
      }
      return undefined;
    },
    'notice.dismiss': done(({ id }) => notices.dismiss(id)),
    'conversation.clear': () => assistant.startConversation([]).then(nothing),
    'answer.repeat': done(() => {
      const answer = lastAnswer(store.snapshot.transcript);
      if (answer === undefined) throw new HarkError('not_found', 'There is no answer yet.');
      gestures.stopSpeech();
      assistant.say(answer);
    }),
    ...historyHandlers(history),
    'hotkeys.mode': done(({ mode }) => hotkeys.setMode(mode)),
    'hotkeys.check': hotkeys.check,
    'diagnostics.read': () => diagnostics.read(),
    'log.read': async () => ({ entries: await diagnostics.log() }),
    'diagnostics.export': async (include) => ({ path: await diagnostics.export(include) }),
    'connection.retry': done(assistant.connect),
    'settings.update': done(({ patch }) => {
      checkEndpoint(applyPatch(settings.current, patch).endpoint);
      settings.update(hotkeys.checked(withRememberedThreshold(settings.current, patch)));
    }),
    'key.set': async ({ value }) => {
      const notes = await keys.set(endpoint.keyOwner(), value);
      await endpoint.publish();
      if (store.snapshot.assistant.kind !== 'off') assistant.connect();
      return { notes };
    },
    'endpoint.test': assistant.connectionTest.run,
    'endpoint.test_cancel': done(assistant.connectionTest.cancel),
    ...microphoneHandlers(assistant, microphoneAccess),
    'audio.restarted': done(() => notices.add(AUDIO_RESTARTED)),
  };
}

const nothing = (): undefined => undefined;

/** What is done at once, and answers with nothing. */
const done =
  <Payload>(action: (payload: Payload) => void) =>
  (payload: Payload): undefined => {
    action(payload);
    return undefined;
  };

type TalkRequest = `talk.${'key' | 'start' | 'stop' | 'toggle' | 'cancel'}` | 'speech.stop' | 'voice.preview';

function talkHandlers({ gestures, preview }: Assistant): Pick<RequestHandlers, TalkRequest> {
  return {
    'talk.key': done(({ key, edge }) => gestures.talkKey(key, edge)),
    'talk.start': done(gestures.talkStart),
    'talk.stop': done(gestures.talkStop),
    'talk.toggle': done(gestures.talkToggle),
    'talk.cancel': done(gestures.talkCancel),
    'speech.stop': done(() => {
      preview.stop();
      gestures.stopSpeech();
    }),
    'voice.preview': ({ name }) => preview.play(name).then(nothing),
  };
}

type MicrophoneHandlers = Pick<RequestHandlers, Extract<keyof RequestHandlers, `microphone.${string}`>>;

function microphoneHandlers(
  { gestures, microphone }: Assistant,
  access: MicrophoneAccess,
): MicrophoneHandlers {
  return {
    'microphone.found': done((microphones) => {
      if (access.handleFound(microphones)) microphone.release();
    }),
    'microphone.opened': done((opened) => {
      access.handleOpened();
      microphone.handleOpened(opened);
    }),
    'microphone.failed': done((failure) => {
      gestures.handleMicrophoneFailed(access.handleFailed(failure));
      microphone.release();
    }),
    'microphone.release': done(microphone.release),
    'microphone.access': done(access.handleReported),
  };
}

type HistoryHandlers = Pick<RequestHandlers, Extract<keyof RequestHandlers, `history.${string}`>>;

function historyHandlers(history: History): HistoryHandlers {
  return {
    'history.list': (query) => history.list(query),
    'history.read': (query) => history.read(query),
    'history.rename': ({ id, title }) => history.rename(id, title).then(nothing),
    'history.remove': ({ id }) => history.remove(id).then(nothing),
    'history.remove_all': () => history.removeAll().then(nothing),
    'history.export': async ({ id, format }) => ({ path: await history.export(id, format) }),
    'history.resume': ({ id }) => history.resume(id).then(nothing),
  };
}

const AUDIO_RESTARTED: ErrorData = {
  reason: 'device',
  message: 'Playing and recording had failed, and were started again.',
  kept: 'The conversation was kept; what was being said or played may be cut.',
  action: 'Say it again.',
};

/** An address that cannot be used is refused before it replaces one that can. */
function checkEndpoint({ url }: { readonly url: string }): void {
  // None at all may be stored: the choice of an own server comes before its address.
  if (url !== '') parseServerAddress(url);
}
