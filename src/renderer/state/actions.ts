import type { ErrorData } from '#shared/base/errors.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { MeterReading } from '#shared/bridge/meter.ts';
import type { Picture } from '#shared/bridge/picture.ts';
import type {
  HotkeyCheck,
  Reply,
  RequestName,
  RequestPayload,
  RequestResult,
} from '#shared/bridge/requests.ts';
import type { EndpointTest, HotkeyMode } from '#shared/bridge/state.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { SettingsPatch } from '#shared/settings/settings.ts';

type TalkKeyEvent = RequestPayload<'talk.key'>;

/** What a person can do on a page. None rejects; those whose refusal is shown beside the field answer with it. */
export type Actions = {
  talkKey(key: TalkKeyEvent['key'], edge: TalkKeyEvent['edge']): void;
  toggleTalking(): void;
  cancelTalking(): void;
  stopSpeech(): void;
  setHandsFree(on: boolean): void;
  setMuted(on: boolean): void;
  /** Closes a microphone that is kept open between turns. */
  releaseMicrophone(): void;
  clearConversation(): void;
  retryConnection(): void;
  decide(approvalId: string, allow: boolean): void;
  cancelTimer(id: string): void;
  dismissNotice(id: string): void;
  /** Answers with the refusal, or nothing when it was taken. */
  sendText(text: string, picture?: Picture): Promise<ErrorData | undefined>;
  /** Says a sentence in this voice; answers when it was heard or stopped, with what went wrong if anything did. */
  previewVoice(name: string): Promise<ErrorData | undefined>;
  readMeter(after: number): Promise<Reply<MeterReading>>;
  stopMeter(): void;
  updateSettings(patch: SettingsPatch): Promise<ErrorData | undefined>;
  setHotkeyMode(mode: HotkeyMode): void;
  /** Whether an action could have this key, and which ones if not. */
  checkHotkey(action: HotkeyAction, accelerator: string): Promise<Reply<HotkeyCheck>>;
  /** Answers with what is worth knowing about the key that was entered. */
  setKey(value: string): Promise<Reply<{ readonly notes: readonly string[] }>>;
  /** Answers when the server of the settings was reached or was not; `closed` when the test was called off. */
  testEndpoint(): Promise<Reply<EndpointTest>>;
  cancelEndpointTest(): void;
};

/** `onRefused` hears what core refused where no field is near to show it. */
export function createActions(
  bridge: Pick<Bridge, 'request'>,
  onRefused: (error: ErrorData) => void,
): Actions {
  const ask = <K extends RequestName>(
    name: K,
    payload: RequestPayload<K>,
  ): Promise<Reply<RequestResult<K>>> => bridge.request(name, payload);
  const run = <K extends RequestName>(name: K, payload: RequestPayload<K>): void => {
    void ask(name, payload).then((reply) => {
      if (!reply.ok) onRefused(reply.error);
    });
  };
  const refusal = async <K extends RequestName>(
    name: K,
    payload: RequestPayload<K>,
  ): Promise<ErrorData | undefined> => {
    const reply = await ask(name, payload);
    return reply.ok ? undefined : reply.error;
  };
  return {
    talkKey: (key, edge) => run('talk.key', { key, edge }),
    toggleTalking: () => run('talk.toggle', {}),
    cancelTalking: () => run('talk.cancel', {}),
    stopSpeech: () => run('speech.stop', {}),
    setHandsFree: (on) => run('hands_free.set', { on }),
    setMuted: (on) => run('mute.set', { on }),
    releaseMicrophone: () => run('microphone.release', {}),
    clearConversation: () => run('conversation.clear', {}),
    retryConnection: () => run('connection.retry', {}),
    decide: (id, allow) => run('approval.decide', { id, allow }),
    cancelTimer: (id) => run('timer.cancel', { id }),
    dismissNotice: (id) => run('notice.dismiss', { id }),
    sendText: (text, picture) => refusal('text.send', { text, ...(picture && { picture }) }),
    previewVoice: (name) => refusal('voice.preview', { name }),
    readMeter: (after) => ask('meter.read', { after }),
    stopMeter: () => run('meter.stop', {}),
    updateSettings: (patch) => refusal('settings.update', { patch }),
    setHotkeyMode: (mode) => run('hotkeys.mode', { mode }),
    checkHotkey: (action, accelerator) => ask('hotkeys.check', { action, accelerator }),
    setKey: (value) => ask('key.set', { value }),
    testEndpoint: () => ask('endpoint.test', {}),
    cancelEndpointTest: () => run('endpoint.test_cancel', {}),
  };
}
