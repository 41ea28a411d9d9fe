import { describe, expect, onTestFinished, test } from 'vitest';
import { Hud } from '#renderer/hud/hud-view.tsx';
import { openAudioChannel } from '#renderer/state/audio-channel.ts';
import { createMirror } from '#renderer/state/mirror.ts';
import type { AppSnapshot, TranscriptLine } from '#shared/bridge/state.ts';
import { READY } from '../support/ready-snapshot.ts';
import { createFakeConnection, type FakeConnection, render } from './support.tsx';

const LISTENING = {
  assistant: { kind: 'listening', turn: 'hold', hearsSpeech: false },
  microphoneWanted: true,
} as const;
const ASKED: TranscriptLine = { id: 'u', role: 'user', text: 'what time is it', status: 'done', at: 0 };
const ANSWER: TranscriptLine = { id: 'a', role: 'assistant', text: 'It is ten.', status: 'streaming', at: 1 };
const SPEAKING = { assistant: { kind: 'speaking' }, transcript: [ASKED, ANSWER] } as const;

function showHud(changes: Partial<AppSnapshot> = {}): FakeConnection {
  const connection = createFakeConnection({ ...READY, ...changes });
  const channel = openAudioChannel();
  onTestFinished(() => channel.close());
  render(<Hud bridge={connection.bridge} mirror={createMirror(connection.bridge)} channel={channel} />);
  return connection;
}

const find = (selector: string): HTMLElement | null => document.querySelector(selector);
const textOf = (selector: string): string | undefined => find(selector)?.textContent?.trim();
const button = (name: string): HTMLElement | undefined =>
  [...document.querySelectorAll('button')].find(
    (entry) => (entry.ariaLabel ?? entry.textContent?.trim()) === name,
  );

test('the HUD fills its window, so that nothing invisible takes the clicks meant for what lies under it', async () => {
  showHud();
  await expect.poll(() => find('.hud')).not.toBeNull();
  const { x, y, width, height } = find('.hud')?.getBoundingClientRect() ?? new DOMRect();
  expect([x, y, width, height]).toEqual([0, 0, window.innerWidth, window.innerHeight]);
});

describe('while the person talks, the HUD', () => {
  test('says so, with what to do, where the words go, and how long it has been', async () => {
    showHud(LISTENING);
    await expect.poll(() => textOf('.hud-word')).toBe('Listening');
    expect(textOf('.hud-hint')).toContain('Release to send');
    expect(textOf('.hud-badge')).toBe('On this computer');
    expect(textOf('.hud-timer')).toBe('0:00');
  });

  test('says afterwards that the microphone is kept open, if it is', async () => {
    showHud({ microphoneKept: true });
    await expect.poll(() => textOf('.hud-hint')).toBe('The microphone is kept open.');
  });

  test('forgets the exchange before', async () => {
    const connection = showHud({ ...SPEAKING, transcript: [ASKED, { ...ANSWER, status: 'cut' }] });
    await expect.poll(() => textOf('.hud-said')).toBe('what time is it');
    connection.emit({ type: 'assistant', state: LISTENING.assistant });
    await expect.poll(() => find('.hud-captions')).toBeNull();
  });

  test('stops and mutes', async () => {
    const connection = showHud(LISTENING);
    await expect.poll(() => button('Stop')).toBeDefined();
    button('Stop')?.click();
    button('Mute microphone')?.click();
    expect(connection.requests.map(({ name }) => name)).toEqual(['talk.cancel', 'mute.set']);
  });
});

describe('while it answers, the HUD', () => {
  test('shows both sides, and marks what was really played', async () => {
    const connection = showHud({ ...SPEAKING, heard: { lineId: 'a', length: 2 } });
    await expect.poll(() => textOf('.hud-said')).toBe('what time is it');
    expect([textOf('.hud-heard'), textOf('.hud-coming')]).toEqual(['It', 'is ten.']);
    connection.emit({ type: 'heard', heard: { lineId: 'a', length: 5 } });
    await expect.poll(() => textOf('.hud-heard')).toBe('It is');
  });

  test('marks nothing of an answer that has not begun to sound', async () => {
    showHud({ ...SPEAKING, heard: { lineId: 'an earlier one', length: 9 } });
    await expect.poll(() => textOf('.hud-coming')).toBe('It is ten.');
    expect(textOf('.hud-heard')).toBe('');
  });

  test.each([
    ['off', undefined],
    ['normal', '15px'],
    ['large', '18px'],
  ] as const)('writes captions as the settings say: %s', async (captions, fontSize) => {
    const settings = { ...READY.settings, hud: { ...READY.settings.hud, captions } };
    showHud({ ...SPEAKING, settings });
    await expect.poll(() => textOf('.hud-word')).toBe('Speaking');
    const answer = find('.hud-answer');
    expect(answer === null ? undefined : getComputedStyle(answer).fontSize).toBe(fontSize);
  });

  test('announces its state, and neither the words nor the time', async () => {
    showHud(SPEAKING);
    await expect.poll(() => textOf('[role=status]')).toBe('Speaking');
    expect(document.querySelectorAll('[role=status], [role=alert], [aria-live]')).toHaveLength(1);
  });
});

describe('when something went wrong, the HUD', () => {
  test('says what, with the one thing to do', async () => {
    const error = {
      reason: 'unavailable',
      message: 'The server is away.',
      action: 'Wait a moment.',
    } as const;
    const connection = showHud({ assistant: { kind: 'error', error } });
    await expect.poll(() => textOf('[role=alert]')).toBe('The server is away. Wait a moment.');
    button('Try again')?.click();
    expect(connection.requests).toEqual([{ name: 'connection.retry', payload: {} }]);
  });

  test('tells of a microphone that fails until the person has seen it', async () => {
    const error = { reason: 'device', message: 'The microphone is gone.' } as const;
    const connection = showHud({ notices: [{ id: 'n1', error, at: 0 }] });
    await expect.poll(() => textOf('[role=alert]')).toBe('The microphone is gone.');
    button('Got it')?.click();
    expect(connection.requests).toEqual([{ name: 'notice.dismiss', payload: { id: 'n1' } }]);
  });
});
