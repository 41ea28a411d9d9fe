import { describe, expect, test } from 'vitest';
import type { TrayRow } from '#main/tray/tray-row.ts';
import { describeTray, type TrayFacts } from '#main/tray/tray-view.ts';
import { type AppSnapshot, NO_HOTKEY, NO_HOTKEYS, type TranscriptLine } from '#shared/bridge/state.ts';
import { createWords } from '#shared/i18n/words.ts';
import { READY } from '../../support/ready-snapshot.ts';

const ANSWER: TranscriptLine = { id: 'a', role: 'assistant', text: 'It is ten.', status: 'done', at: 0 };
const FAILED = { kind: 'error', error: { reason: 'unavailable', message: 'No key is known.' } } as const;

const DENIED = {
  kind: 'failed',
  fault: 'denied',
  message: 'Hark may not listen.',
  action: 'Allow it.',
} as const;
const LISTENING = { kind: 'listening', turn: 'hold', hearsSpeech: false } as const;

const words = createWords({ language: 'en', locale: 'en' });

function viewOf(changes: Partial<AppSnapshot> = {}, facts: Partial<TrayFacts> = {}) {
  const snapshot = { ...READY, ...changes };
  return describeTray({ snapshot, warning: undefined, version: '1.2.3', words, ...facts });
}

function rowOf(rows: readonly TrayRow[], id: string): TrayRow | undefined {
  for (const row of rows) {
    if ('id' in row && row.id === id) return row;
    const inner = row.kind === 'submenu' ? rowOf(row.rows, id) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

describe('the tray picture', () => {
  test.each<[string, Partial<AppSnapshot>, string]>([
    ['a quiet assistant', {}, 'idle'],
    ['an open microphone', { microphoneWanted: true }, 'listening'],
    [
      'an open microphone while it speaks',
      { microphoneWanted: true, assistant: { kind: 'speaking' } },
      'listening',
    ],
    [
      'a microphone that only opens',
      { microphoneWanted: true, assistant: { ...LISTENING, opening: true } },
      'working',
    ],
    ['a microphone that is kept open, and hears nobody', { microphoneKept: true }, 'idle'],
    ['a microphone that does not open', { microphoneWanted: true, microphone: DENIED }, 'attention'],
    ['an answer on its way', { assistant: { kind: 'thinking' } }, 'working'],
    ['an answer that plays', { assistant: { kind: 'speaking' } }, 'working'],
    ['a first connection', { assistant: { kind: 'connecting' } }, 'working'],
    ['a lost connection', { assistant: { kind: 'reconnecting', attempt: 1, delayMs: 1 } }, 'attention'],
    ['a failure', { assistant: FAILED }, 'attention'],
    ['a muted microphone', { assistant: { kind: 'muted' }, muted: true }, 'muted'],
    ['an answer while muted', { assistant: { kind: 'speaking' }, muted: true }, 'working'],
  ])('of %s', (_name, changes, picture) => {
    expect(viewOf(changes).picture).toBe(picture);
  });
});

describe('the first rows', () => {
  test('say what goes on and where words go', () => {
    expect(viewOf({ assistant: LISTENING }).rows[0]).toEqual({
      kind: 'text',
      label: 'Hark is listening… · On this computer',
    });
  });

  test('say that the microphone is open though nobody talks, and close it', () => {
    const { rows, toolTip } = viewOf({ microphoneKept: true });
    expect(rows[0]).toMatchObject({ label: 'Hark is ready · microphone kept open · On this computer' });
    expect(toolTip).toContain('microphone kept open');
    expect(rowOf(rows, 'release')).toMatchObject({ command: { name: 'microphone.release' } });
    expect(rowOf(viewOf().rows, 'release')).toBeUndefined();
  });

  test('warn only when something is wrong, and lead to where it is explained', () => {
    expect(rowOf(viewOf().rows, 'problem')).toBeUndefined();
    const { rows } = viewOf({}, { warning: 'Alt+T is used by another program' });
    expect(rows[1]).toMatchObject({
      label: 'Alt+T is used by another program',
      command: { view: 'settings/shortcuts' },
    });
    const unheard = viewOf({ microphone: DENIED }, { warning: 'Alt+T is used by another program' });
    expect(unheard.toolTip).toContain('Hark may not listen.');
    expect(unheard.rows[1]).toMatchObject({
      label: 'Hark may not listen.',
      command: { view: 'settings/listening' },
    });
    expect(viewOf({ assistant: FAILED }).rows[1]).toMatchObject({
      label: 'No key is known.',
      command: { view: 'talk' },
    });
  });
});

describe('the row about talking', () => {
  test.each<[string, Partial<AppSnapshot>, object]>([
    ['starts', {}, { id: 'talk', label: 'Talk', enabled: true, command: { name: 'talk.start' } }],
    [
      'ends what the person says',
      { assistant: LISTENING },
      { id: 'talk', label: 'Stop talking', command: { name: 'talk.stop' } },
    ],
    [
      'stops an answer',
      { assistant: { kind: 'speaking' } },
      { id: 'stop', command: { name: 'speech.stop' } },
    ],
    [
      'cannot start while muted',
      { assistant: { kind: 'muted' }, muted: true },
      { id: 'talk', enabled: false },
    ],
    [
      'connects after a failure',
      { assistant: FAILED },
      { id: 'retry', command: { name: 'connection.retry' } },
    ],
  ])('%s', (_name, changes, row) => {
    const ids = ['talk', 'stop', 'retry'];
    const { rows } = viewOf(changes);
    expect(rows.filter((entry) => 'id' in entry && ids.includes(entry.id))).toMatchObject([row]);
  });

  test('is absent hands-free, where the microphone is muted instead', () => {
    expect(rowOf(viewOf({ handsFree: true }).rows, 'talk')).toBeUndefined();
  });

  test('shows the shortcut, unless it does not work', () => {
    const bind = (bound: string): Partial<AppSnapshot> => ({
      hotkeys: { mode: 'use', actions: { ...NO_HOTKEYS, talk: { ...NO_HOTKEY, bound } } },
    });
    expect(rowOf(viewOf(bind('Alt+T')).rows, 'talk')).toHaveProperty('accelerator', 'Alt+T');
    expect(rowOf(viewOf(bind('')).rows, 'talk')).not.toHaveProperty('accelerator');
    // Menus know no modifier that is alone.
    expect(rowOf(viewOf(bind('CtrlRight')).rows, 'talk')).not.toHaveProperty('accelerator');
  });
});

test('the switches show what is on, and choosing one turns it over', () => {
  const { rows } = viewOf({ muted: true });
  expect(rowOf(rows, 'mute')).toMatchObject({
    checked: true,
    command: { name: 'mute.set', payload: { on: false } },
  });
  expect(rowOf(rows, 'hands-free')).toMatchObject({ checked: false, command: { payload: { on: true } } });
});

describe('the last answer', () => {
  test('is offered once it is over, also when a new one has begun', () => {
    const streaming: TranscriptLine = { ...ANSWER, id: 'b', text: 'It', status: 'streaming' };
    expect(rowOf(viewOf({ transcript: [streaming] }).rows, 'copy')).toMatchObject({ enabled: false });
    const { rows } = viewOf({ transcript: [ANSWER, streaming] });
    expect(rowOf(rows, 'copy')).toMatchObject({ enabled: true, command: { do: 'copy', text: 'It is ten.' } });
    expect(rowOf(rows, 'repeat')).toMatchObject({ enabled: true, command: { name: 'answer.repeat' } });
  });

  test('does not change the menu while words come', () => {
    const at = (text: string) => viewOf({ transcript: [{ ...ANSWER, text, status: 'streaming' }] });
    expect(at('It is')).toEqual(at('It is ten'));
  });
});

describe('the choices', () => {
  const checkedIn = (changes: Partial<AppSnapshot>, id: string) => {
    const menu = rowOf(viewOf(changes).rows, id);
    if (menu?.kind !== 'submenu') throw new Error(`No submenu ${id}.`);
    return menu.rows.filter((row) => row.kind === 'radio' && row.checked);
  };

  test.each(['slt', 'marin', 'a-voice-of-my-own'])('show the voice that is set, %s', (name) => {
    const settings = { ...READY.settings, voice: { ...READY.settings.voice, name } };
    expect(checkedIn({ settings }, 'voice')).toMatchObject([{ id: `voice:${name}` }]);
  });

  test('name the microphone that is the default, and let another one be chosen', () => {
    const desk = { id: 'm1', label: 'Desk' };
    const microphones = { found: [desk], defaultLabel: 'Built-in' };
    expect(rowOf(viewOf().rows, 'microphone:')).toMatchObject({ label: 'System default', checked: true });
    expect(rowOf(viewOf({ microphones }).rows, 'microphone:')).toMatchObject({
      label: 'System default (Built-in)',
    });
    expect(rowOf(viewOf({ microphones }).rows, 'microphone:m1')).toMatchObject({
      label: 'Desk',
      checked: false,
      command: {
        name: 'settings.update',
        payload: { patch: { microphone: { deviceId: 'm1', label: 'Desk' } } },
      },
    });
  });

  test('show a name with an ampersand, which menus take for the mark of a key', () => {
    const found = [{ id: 'm1', label: 'Bang & Olufsen' }];
    const microphones = { found, defaultLabel: 'Bang & Olufsen' };
    expect(rowOf(viewOf({ microphones }).rows, 'microphone:m1')).toMatchObject({ label: 'Bang && Olufsen' });
  });

  test('show the microphone that is set, also under a new id, and when it is not connected', () => {
    const microphone = { ...READY.settings.microphone, deviceId: 'm0', label: 'Desk' };
    const settings = { ...READY.settings, microphone };
    const microphones = { found: [{ id: 'm1', label: 'Desk' }], defaultLabel: '' };
    expect(checkedIn({ settings, microphones }, 'microphone')).toMatchObject([{ id: 'microphone:m1' }]);
    expect(checkedIn({ settings }, 'microphone')).toMatchObject([
      { id: 'microphone:m0', label: 'Desk, not connected' },
    ]);
  });

  test('offer an own server once its address is known', () => {
    expect(rowOf(viewOf().rows, 'engine:custom')).toBeUndefined();
    const endpoint = { ...READY.settings.endpoint, kind: 'custom', url: 'wss://example.org' } as const;
    expect(checkedIn({ settings: { ...READY.settings, endpoint } }, 'engine')).toMatchObject([
      { command: { payload: { patch: { endpoint: { kind: 'custom' } } } } },
    ]);
  });
});

describe('the tooltip', () => {
  test('names the program, its version, the state and what is wrong', () => {
    expect(viewOf({ assistant: FAILED }).toolTip).toBe(
      'Hark 1.2.3 · needs attention · On this computer · No key is known.',
    );
  });

  test('fits what Windows shows', () => {
    expect(viewOf({}, { warning: 'x'.repeat(500) }).toolTip).toHaveLength(127);
  });
});

test('the settings are shown with the key that opens them in the window', () => {
  expect(rowOf(viewOf().rows, 'settings')).toMatchObject({ accelerator: 'CommandOrControl+,' });
});

test('everything is said in the language of the words that are given', () => {
  const german = createWords({ language: 'de', locale: 'de' });
  const { rows, toolTip } = viewOf({}, { words: german });
  expect(toolTip).toBe('Hark 1.2.3 · bereit · Auf diesem Computer');
  expect(rows[0]).toEqual({ kind: 'text', label: 'Hark: bereit · Auf diesem Computer' });
  expect(rowOf(rows, 'copy')).toMatchObject({ label: 'Letzte Antwort kopieren' });
  expect(rowOf(rows, 'engine:engine')).toMatchObject({ label: 'Dieser Computer' });
});

test('until the first run is over, there is only to finish it and to quit', () => {
  const settings = { ...READY.settings, firstRun: { step: 'sound@1' } };
  expect(viewOf({ settings }).rows).toMatchObject([
    { label: 'Finish setup', command: { do: 'show', view: 'talk' } },
    { label: 'Quit', command: { do: 'quit' } },
  ]);
});
