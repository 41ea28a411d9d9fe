import { type ErrorData, HarkError } from '#shared/base/errors.ts';
import { lastAnswer } from '#shared/bridge/last-answer.ts';
import type { Assistant } from '../assistant/assistant.ts';
import { createMicrophoneAccess, type MicrophoneAccess } from '../assistant/microphone-access.ts';
import type { History } from '../conversations/history.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { EndpointChoice } from '../endpoint/endpoint-choice.ts';
import type { Keys } from '../endpoint/keys.ts';
import { parseServerAddress } from '../endpoint/server-address.ts';
import type { Hotkeys } from '../keys/hotkeys.ts';
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
  readonly timers: Timers;
  readonly notices: Notices;
  readonly history: History;
  readonly hotkeys: Hotkeys;
  readonly diagnostics: Diagnostics;
};

/** What each request of a user interface does. */
export function createAppHandlers(parts: AppHandlersParts): RequestHandlers {
  const { store, settings, keys, endpoint, assistant, timers, notices, history, hotkeys, diagnostics } =
    parts;
  const { gestures } = assistant;
  return {
    'snapshot.get': () => store.snapshot,
    ...talkHandlers(assistant),
    'meter.read': ({ after }) => assistant.meter.read(after),
    'meter.stop': () => assistant.meter.stop().then(nothing),
    'hands_free.set': ({ on }) => {
      settings.update({ turns: { mode: on ? 'hands_free' : 'hold' } });
      // Also when the mode was so before: whoever switches it on wants to be heard.
      gestures.setHandsFree(on);
      return undefined;
    },
    'mute.set': ({ on }) => {
      gestures.setMuted(on);
      return undefined;
    },
    'text.send': (message) => {
      if (message.text.trim() === '' && message.picture === undefined)
        throw new HarkError('invalid_input', 'There is nothing to send.', { field: 'text' });
      assistant.sendText(message);
      return undefined;
    },
    'approval.decide': ({ id, allow }) => {
      assistant.approvals.decide(id, allow);
      return undefined;
    },
    'timer.cancel': async ({ id }) => {
      if ((await timers.cancel(id)) === undefined) {
        throw new HarkError('not_found', 'That timer is not running any more.');
      }
      return undefined;
    },
    'notice.dismiss': ({ id }) => {
      notices.dismiss(id);
      return undefined;
    },
    'conversation.clear': () => assistant.startConversation([]).then(nothing),
    'answer.repeat': () => {
      const answer = lastAnswer(store.snapshot.transcript);
      if (answer === undefined) throw new HarkError('not_found', 'There is no answer yet.');
      gestures.stopSpeech();
      assistant.say(answer);
      return undefined;
    },
    ...historyHandlers(history),
    ...hotkeyHandlers(hotkeys),
    'diagnostics.read': () => diagnostics.read(),
    'log.read': async () => ({ entries: await diagnostics.log() }),
    'diagnostics.export': async (include) => ({ path: await diagnostics.export(include) }),
    'connection.retry': done(assistant.connect),
    'settings.update': ({ patch }) => {
      checkEndpoint(applyPatch(settings.current, patch).endpoint);
      settings.update(hotkeys.checked(withRememberedThreshold(settings.current, patch)));
      return undefined;
    },
    'key.set': async ({ value }) => {
      const notes = await keys.set(endpoint.keyOwner(), value);
      await endpoint.publish();
      if (store.snapshot.assistant.kind !== 'off') assistant.connect();
      return { notes };
    },
    'endpoint.test': assistant.connectionTest.run,
    'endpoint.test_cancel': done(assistant.connectionTest.cancel),
    ...microphoneHandlers(assistant, createMicrophoneAccess({ store, notices })),
    'audio.restarted': done(() => notices.add(AUDIO_RESTARTED)),
  };
}

const nothing = (): undefined => undefined;

const done = (action: () => void) => (): undefined => {
  action();
  return undefined;
};

type TalkRequest = `talk.${'key' | 'start' | 'stop' | 'toggle' | 'cancel'}` | 'speech.stop' | 'voice.preview';

function talkHandlers({ gestures, preview }: Assistant): Pick<RequestHandlers, TalkRequest> {
  return {
    'talk.key': ({ key, edge }) => {
      gestures.talkKey(key, edge);
      return undefined;
    },
    'talk.start': done(gestures.talkStart),
    'talk.stop': done(gestures.talkStop),
    'talk.toggle': done(gestures.talkToggle),
    'talk.cancel': done(gestures.talkCancel),
    'speech.stop': done(() => {
      preview.stop();
      gestures.stopSpeech();
    }),
    'voice.preview': async ({ name }) => {
      await preview.play(name);
      return undefined;
    },
  };
}

type MicrophoneHandlers = Pick<RequestHandlers, Extract<keyof RequestHandlers, `microphone.${string}`>>;

function microphoneHandlers(assistant: Assistant, access: MicrophoneAccess): MicrophoneHandlers {
  return {
    'microphone.found': (microphones) => {
      access.handleFound(microphones);
      return undefined;
    },
    'microphone.opened': (microphone) => {
      access.handleOpened();
      assistant.microphone.handleOpened(microphone);
      return undefined;
    },
    'microphone.failed': (failure) => {
      assistant.gestures.handleMicrophoneFailed(access.handleFailed(failure));
      assistant.microphone.release();
      return undefined;
    },
    'microphone.release': done(assistant.microphone.release),
    'microphone.access': (report) => {
      access.handleReported(report);
      return undefined;
    },
  };
}

function hotkeyHandlers({
  setMode,
  check,
}: Hotkeys): Pick<RequestHandlers, 'hotkeys.mode' | 'hotkeys.check'> {
  return {
    'hotkeys.mode': ({ mode }) => {
      setMode(mode);
      return undefined;
    },
    'hotkeys.check': check,
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
