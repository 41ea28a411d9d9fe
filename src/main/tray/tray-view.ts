import { describeEndpoint } from '#shared/bridge/endpoint-words.ts';
import { lastAnswer } from '#shared/bridge/last-answer.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { isModifiersOnly, parseChord } from '#shared/hotkeys/chord.ts';
import type { Translate, Words } from '#shared/i18n/words.ts';
import { readFirstRun, stepsOf } from '#shared/settings/first-run.ts';
import { engineRows, microphoneRows, voiceRows } from './tray-choices.ts';
import { labelOf, shorten, type TrayCommand, type TrayRow, type TrayTarget } from './tray-row.ts';

/** `attention` is what a person has to look at, as nothing goes on by itself. */
export type TrayPicture = 'idle' | 'listening' | 'working' | 'attention' | 'muted';

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
  readonly words: Words;
};

/** Windows shows 127 characters of a tooltip. */
const TOOL_TIP_LENGTH = 127;

/** Everything the tray shows, from what core says. Pure: the same facts give the same view. */
export function describeTray({ snapshot, warning, version, words }: TrayFacts): TrayView {
  const { t, ofCore } = words;
  const { assistant, endpoint } = snapshot;
  const status = [
    t(`tray:${assistant.kind}`),
    ...(snapshot.microphoneKept ? [t('tray:microphoneKept')] : []),
    describeEndpoint(endpoint, t).label,
  ].join(' · ');
  const found = problemOf(snapshot, warning);
  const problem = found && { ...found, message: ofCore(found.message) };
  // A shortcut that does not work is not shown as if it did.
  const accelerator = menuAccelerator(snapshot.hotkeys.actions.talk.bound);
  const toolTip = [`Hark ${version}`, status, ...(problem === undefined ? [] : [problem.message])].join(
    ' · ',
  );
  return {
    picture: pictureOf(snapshot),
    toolTip: shorten(toolTip, TOOL_TIP_LENGTH),
    rows: isFirstRun(snapshot.settings)
      ? firstRunRows(t)
      : usualRows(snapshot, { status, problem, accelerator, t }),
  };
}

/** Menus know no modifiers that are alone; `''` shows none. */
function menuAccelerator(bound: string): string {
  const chord = parseChord(bound, process.platform);
  return chord !== undefined && isModifiersOnly(chord) ? '' : bound;
}

const SEPARATOR: TrayRow = { kind: 'separator' };

/** Until the first run is over there is one thing to do. */
function firstRunRows(t: Translate): readonly TrayRow[] {
  return [
    action('finish', t('firstRun:finishSetup'), { do: 'show', view: 'talk' }),
    action('quit', t('tray:quit'), { do: 'quit' }),
  ];
}

function isFirstRun({ firstRun }: AppSnapshot['settings']): boolean {
  return readFirstRun(firstRun.step, stepsOf('electron')).kind === 'at';
}

type Told = {
  readonly status: string;
  readonly problem: TrayProblem | undefined;
  readonly accelerator: string;
  readonly t: Translate;
};

function usualRows(snapshot: AppSnapshot, { status, problem, accelerator, t }: Told): readonly TrayRow[] {
  return [
    { kind: 'text', label: t('tray:status', { status }) },
    ...problemRow(problem),
    SEPARATOR,
    ...talkRows(snapshot, accelerator, t),
    ...keptRow(snapshot, t),
    check('hands-free', t('tray:handsFree'), snapshot.handsFree, 'hands_free.set'),
    check('mute', t('app:muteMicrophone'), snapshot.muted, 'mute.set'),
    SEPARATOR,
    ...answerRows(snapshot, t),
    SEPARATOR,
    { kind: 'submenu', id: 'microphone', label: t('tray:microphone'), rows: microphoneRows(snapshot, t) },
    { kind: 'submenu', id: 'voice', label: t('tray:voice'), rows: voiceRows(snapshot) },
    { kind: 'submenu', id: 'engine', label: t('tray:engine'), rows: engineRows(snapshot, t) },
    SEPARATOR,
    action('show', t('tray:show'), { do: 'show', view: 'talk' }),
    action('history', t('app:history'), { do: 'show', view: 'history' }),
    {
      ...action('settings', t('tray:settings'), { do: 'show', view: 'settings' }),
      accelerator: 'CommandOrControl+,',
    },
    SEPARATOR,
    action('quit', t('tray:quit'), { do: 'quit' }),
  ];
}

/** A microphone that hears comes before everything: that must be seen at a glance. One that only opens hears nothing yet. */
function pictureOf({ assistant, microphone, microphoneWanted, muted }: AppSnapshot): TrayPicture {
  const { kind } = assistant;
  const failed = microphone.kind === 'failed';
  if (kind === 'listening' && assistant.opening) return 'working';
  if (microphoneWanted && !failed) return 'listening';
  if (kind === 'error' || kind === 'reconnecting' || failed) return 'attention';
  if (kind === 'thinking' || kind === 'speaking' || kind === 'connecting') return 'working';
  return muted ? 'muted' : 'idle';
}

type TrayProblem = { readonly message: string; readonly view: TrayTarget };

/** What keeps the person from talking, the worst first, and where it is explained. */
function problemOf({ assistant, microphone }: AppSnapshot, warning?: string): TrayProblem | undefined {
  if (assistant.kind === 'error') return { message: assistant.error.message, view: 'talk' };
  if (microphone.kind === 'failed') return { message: microphone.message, view: 'settings/listening' };
  return warning === undefined ? undefined : { message: warning, view: 'settings/shortcuts' };
}

function problemRow(problem: TrayProblem | undefined): TrayRow[] {
  if (problem === undefined) return [];
  const { message, view } = problem;
  return [action('problem', labelOf(message), { do: 'show', view })];
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
