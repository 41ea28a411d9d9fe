import { beforeEach, describe, expect, test } from 'vitest';
import type { App } from '#core/app.ts';
import { createHotkeyCommands } from '#main/keys/hotkey-commands.ts';
import type { HotkeyEdge } from '#main/keys/hotkey-presses.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import { READY } from '../../support/ready-snapshot.ts';

let asked: unknown[];
beforeEach(() => {
  asked = [];
});

/** What a hotkey asks of core, in this state. */
function press(action: HotkeyAction, edge: HotkeyEdge, changes: Partial<AppSnapshot> = {}): unknown[] {
  const request = async (name: unknown, payload: unknown): Promise<never> => {
    asked.push([name, payload]);
    return { ok: true, value: undefined } as never;
  };
  const app = { bridge: { request }, state: { ...READY, ...changes } } as unknown as App;
  createHotkeyCommands(app, () => void asked.push('window'))(action, edge);
  return asked;
}

const talkKey = (edge: string): unknown => ['talk.key', { key: 'hotkey', edge }];

describe('the talk key', () => {
  test.each(['down', 'up', 'lost'] as const)('tells that it went %s', (edge) => {
    expect(press('talk', edge)).toEqual([talkKey(edge)]);
  });

  test('begins and ends by presses where its release is not told', () => {
    expect(press('talk', 'pressed')).toEqual([['talk.toggle', {}]]);
  });

  test('that was part of another chord forgets what was said', () => {
    expect(press('talk', 'spoiled')).toEqual([['talk.cancel', {}], talkKey('lost')]);
  });

  test('that was part of another chord forgets nothing of an open line', () => {
    expect(press('talk', 'spoiled', { handsFree: true })).toEqual([talkKey('lost')]);
  });
});

describe('another hotkey', () => {
  test.each<[HotkeyAction, Partial<AppSnapshot>, unknown]>([
    ['handsFree', {}, ['hands_free.set', { on: true }]],
    ['handsFree', { handsFree: true }, ['hands_free.set', { on: false }]],
    ['mute', {}, ['mute.set', { on: true }]],
    ['mute', { muted: true }, ['mute.set', { on: false }]],
    ['stopSpeaking', {}, ['speech.stop', {}]],
    ['showWindow', {}, 'window'],
    ['newConversation', {}, ['conversation.clear', {}]],
  ])('%s does its work when it is pressed: %j', (action, changes, expected) => {
    expect(press(action, 'pressed', changes)).toEqual([expected]);
  });

  test('does it once, whoever hears it: with the press, not with the release', () => {
    for (const edge of ['down', 'up', 'lost', 'spoiled'] as const) press('mute', edge);
    expect(asked).toEqual([['mute.set', { on: true }]]);
  });
});
