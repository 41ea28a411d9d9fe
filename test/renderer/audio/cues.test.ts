import { describe, expect, it } from 'vitest';
import { type Cue, cueBetween } from '#renderer/audio/cues.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { AppSnapshot, AssistantState } from '#shared/bridge/state.ts';
import { READY } from '../../support/ready-snapshot.ts';

const listening = { kind: 'listening', turn: 'hold', hearsSpeech: false } as const;
const opening = { ...listening, opening: true } as const;
const failure = toErrorData(new HarkError('unavailable', 'The server is gone.'));
const all = { ...READY.settings, cues: { play: 'all', volume: 1 } } as const;
const showing = (assistant: AssistantState, settings: AppSnapshot['settings'] = all): AppSnapshot => ({
  ...READY,
  assistant,
  settings,
});

describe('a cue', () => {
  it.each<[string, AssistantState, AssistantState, Cue | undefined]>([
    ['the key goes down', READY.assistant, opening, undefined],
    ['the first sound of the microphone arrives', opening, listening, 'ready'],
    ['a press latches', listening, { ...listening, turn: 'latched' }, undefined],
    ['the turn is sent', listening, { kind: 'thinking' }, 'sent'],
    ['the turn is forgotten', listening, { kind: 'ready' }, 'stopped'],
    ['Hark is muted', listening, { kind: 'muted' }, 'stopped'],
    ['the answer begins', { kind: 'thinking' }, { kind: 'speaking' }, undefined],
    ['the answer ends', { kind: 'speaking' }, { kind: 'ready' }, undefined],
    ['hands-free goes on after an answer', { kind: 'speaking' }, listening, undefined],
    ['the connection fails', listening, { kind: 'error', error: failure }, 'error'],
    ['it fails again', { kind: 'error', error: failure }, { kind: 'error', error: failure }, undefined],
  ])('when %s', (_, before, after, cue) => {
    expect(cueBetween(showing(before), showing(after))).toBe(cue);
  });

  it('tells of a new notice, and not of one that is dismissed', () => {
    const notices = ['a', 'b'].map((id) => ({ id, error: failure, at: 0 }));
    const one = { ...showing({ kind: 'ready' }), notices: notices.slice(0, 1) };
    const two = { ...one, notices };
    expect(cueBetween(one, two)).toBe('error');
    expect(cueBetween(two, one)).toBeUndefined();
  });

  it('is left out as the settings say', () => {
    const ends = { ...READY.settings, cues: { play: 'ends', volume: 1 } } as const;
    const off = { ...READY.settings, cues: { play: 'off', volume: 1 } } as const;
    expect(cueBetween(showing(opening, ends), showing(listening, ends))).toBeUndefined();
    expect(cueBetween(showing(listening, ends), showing({ kind: 'thinking' }, ends))).toBe('sent');
    expect(cueBetween(showing(listening, off), showing({ kind: 'thinking' }, off))).toBeUndefined();
  });

  it('is not played for what was so before the page was loaded', () => {
    expect(cueBetween(undefined, showing({ kind: 'error', error: failure }))).toBeUndefined();
  });
});
