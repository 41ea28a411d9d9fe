import { describeEndpoint } from '#shared/bridge/endpoint-words.ts';
import { lastAnswer } from '#shared/bridge/last-answer.ts';
import type { RequestName, RequestPayload } from '#shared/bridge/requests.ts';
import type { AppSnapshot, AssistantState } from '#shared/bridge/state.ts';
import { isModifiersOnly, parseChord } from '#shared/hotkeys/chord.ts';
import type { Translate } from '#shared/i18n/words.ts';
import { ENDPOINT_KINDS, type EndpointKind } from '#shared/settings/providers.ts';
import { VOICES } from '#shared/settings/voices.ts';

/** `attention` is what a person has to look at, as nothing goes on by itself. */
export type TrayPicture = 'idle' | 'listening' | 'working' | 'attention' | 'muted';

/** Views of the window that rows lead to. */
export type TrayTarget = 'talk' | 'history' | 'settings';

/** What choosing a row does. */
export type TrayCommand =
  | {
      [Name in RequestName]: {
        readonly do: 'ask';
        readonly name: Name;
        readonly payload: RequestPayload<Name>;
      };
    }[RequestName]
  | { readonly do: 'copy'; readonly text: string }
  | { readonly do: 'show'; readonly view: TrayTarget }
  | { readonly do: 'quit' };

type Row<Kind extends string, Fields = object> = { readonly kind: Kind } & Readonly<Fields>;
type Chosen = { id: string; label: string; command: TrayCommand };

/** The menu as data; rows without a command are only read. */
export type TrayRow =
  | Row<'separator'>
  | Row<'text', { label: string }>
  | Row<'action', Chosen & { enabled: boolean; accelerator?: string }>
  | Row<'check' | 'radio', Chosen & { checked: boolean }>
  | Row<'submenu', { id: string; label: string; rows: readonly TrayRow[] }>;

export type TrayView = {
  readonly picture: TrayPicture;
  readonly toolTip: string;
  readonly rows: readonly TrayRow[];
};

export type TrayFacts = {
  readonly snapshot: AppSnapshot;
  /** One line about what the desktop refuses, such as the shortcut. */
  readonly warning: string | undefined;
  readonly version: string;
  readonly t: Translate;
};

const ENGINES = {
  auto: 'answers:kindAuto',
  engine: 'answers:kindEngine',
  openai: 'answers:kindOpenai',
  custom: 'answers:kindCustom',
} as const satisfies Record<EndpointKind, unknown>;

/** Windows shows 127 characters of a tooltip; a menu row much longer than this covers the screen. */
const TOOL_TIP_LENGTH = 127;
const LABEL_LENGTH = 60;

/** Everything the tray shows, from what core says. Pure: the same facts give the same view. */
export function describeTray({ snapshot, warning, version, t }: TrayFacts): TrayView {
  const { assistant, endpoint } = snapshot;
  const status = [
    t(`tray:${assistant.kind}`),
    ...(snapshot.microphoneKept ? [t('tray:microphoneKept')] : []),
    describeEndpoint(endpoint, t).label,
  ].join(' · ');
  const problem = assistant.kind === 'error' ? assistant.error.message : warning;
  // A shortcut that does not work is not shown as if it did.
  const accelerator = menuAccelerator(snapshot.hotkeys.actions.talk.bound);
  const toolTip = [`Hark ${version}`, status, ...(problem === undefined ? [] : [problem])].join(' · ');
  return {
    picture: pictureOf(snapshot),
    toolTip: shorten(toolTip, TOOL_TIP_LENGTH),
    rows: [
      { kind: 'text', label: t('tray:status', { status }) },
      ...problemRow(assistant, problem),
      SEPARATOR,
      ...talkRows(snapshot, accelerator, t),
      ...keptRow(snapshot, t),
      check('hands-free', t('tray:handsFree'), snapshot.handsFree, 'hands_free.set'),
      check('mute', t('app:muteMicrophone'), snapshot.muted, 'mute.set'),
      SEPARATOR,
      ...answerRows(snapshot, t),
      SEPARATOR,
      { kind: 'submenu', id: 'voice', label: t('tray:voice'), rows: voiceRows(snapshot) },
      { kind: 'submenu', id: 'engine', label: t('tray:engine'), rows: engineRows(snapshot, t) },
      SEPARATOR,
      action('show', t('tray:show'), { do: 'show', view: 'talk' }),
      action('history', t('app:history'), { do: 'show', view: 'history' }),
      action('settings', t('tray:settings'), { do: 'show', view: 'settings' }),
      SEPARATOR,
      action('quit', t('tray:quit'), { do: 'quit' }),
    ],
  };
}

/** Menus know no modifiers that are alone; `''` shows none. */
function menuAccelerator(bound: string): string {
  const chord = parseChord(bound, process.platform);
  return chord !== undefined && isModifiersOnly(chord) ? '' : bound;
}

const SEPARATOR: TrayRow = { kind: 'separator' };

/** An open microphone comes before everything: that must be seen at a glance. */
function pictureOf({ assistant: { kind }, microphoneWanted, muted }: AppSnapshot): TrayPicture {
  if (microphoneWanted) return 'listening';
  if (kind === 'error' || kind === 'reconnecting') return 'attention';
  if (kind === 'thinking' || kind === 'speaking' || kind === 'connecting') return 'working';
  return muted ? 'muted' : 'idle';
}

function problemRow(assistant: AssistantState, problem: string | undefined): TrayRow[] {
  if (problem === undefined) return [];
  const view = assistant.kind === 'error' ? 'talk' : 'settings';
  return [action('problem', shorten(problem, LABEL_LENGTH), { do: 'show', view })];
}

/** The one thing to do about talking now; hands-free, with nothing going on, there is none. */
function talkRows({ assistant, handsFree }: AppSnapshot, accelerator: string, t: Translate): TrayRow[] {
  const { kind } = assistant;
  if (kind === 'error') {
    return [action('retry', t('tray:connectAgain'), { do: 'ask', name: 'connection.retry', payload: {} })];
  }
  if (kind === 'thinking' || kind === 'speaking') {
    return [action('stop', t('tray:stopAnswer'), { do: 'ask', name: 'speech.stop', payload: {} })];
  }
  if (handsFree) return [];
  const isTalking = kind === 'listening';
  const toggle = action(
    'talk',
    t(isTalking ? 'tray:stopTalking' : 'tray:talk'),
    { do: 'ask', name: isTalking ? 'talk.stop' : 'talk.start', payload: {} },
    kind !== 'off' && kind !== 'muted',
  );
  return [accelerator === '' ? toggle : { ...toggle, accelerator }];
}

function keptRow({ microphoneKept }: AppSnapshot, t: Translate): TrayRow[] {
  if (!microphoneKept) return [];
  return [
    action('release', t('tray:closeMicrophone'), { do: 'ask', name: 'microphone.release', payload: {} }),
  ];
}

function answerRows({ transcript }: AppSnapshot, t: Translate): TrayRow[] {
  const answer = lastAnswer(transcript);
  const has = answer !== undefined;
  return [
    action('copy', t('tray:copyAnswer'), { do: 'copy', text: answer ?? '' }, has),
    action('repeat', t('tray:repeatAnswer'), { do: 'ask', name: 'answer.repeat', payload: {} }, has),
    action(
      'new',
      t('app:newConversation'),
      { do: 'ask', name: 'conversation.clear', payload: {} },
      transcript.length > 0,
    ),
  ];
}

/** The voices of whoever answers, and the one that is set even when it is none of them. */
function voiceRows({ endpoint, settings }: AppSnapshot): TrayRow[] {
  const { name } = settings.voice;
  const local = endpoint.provider === 'engine';
  const offered = VOICES.filter((voice) => (voice.provider === 'engine') === local);
  const set = VOICES.find(({ id }) => id === name) ?? { id: name, label: name };
  const voices = offered.some(({ id }) => id === name) ? offered : [...offered, set];
  return voices.map(({ id, label }) => ({
    kind: 'radio',
    id: `voice:${id}`,
    label,
    checked: id === name,
    command: { do: 'ask', name: 'settings.update', payload: { patch: { voice: { name: id } } } },
  }));
}

/** An own server is offered once its address is known. */
function engineRows({ settings: { endpoint } }: AppSnapshot, t: Translate): TrayRow[] {
  const kinds = ENDPOINT_KINDS.filter((kind) => kind !== 'custom' || endpoint.url !== '');
  return kinds.map((kind) => ({
    kind: 'radio',
    id: `engine:${kind}`,
    label: t(ENGINES[kind]),
    checked: kind === endpoint.kind,
    command: { do: 'ask', name: 'settings.update', payload: { patch: { endpoint: { kind } } } },
  }));
}

function action(
  id: string,
  label: string,
  command: TrayCommand,
  enabled = true,
): Extract<TrayRow, { kind: 'action' }> {
  return { kind: 'action', id, label, command, enabled };
}

function check(id: string, label: string, checked: boolean, name: 'mute.set' | 'hands_free.set'): TrayRow {
  return { kind: 'check', id, label, checked, command: { do: 'ask', name, payload: { on: !checked } } };
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
