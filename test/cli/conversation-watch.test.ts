import { beforeEach, describe, expect, test } from 'vitest';
import { type ConversationWatch, createConversationWatch, type Ending } from '#cli/conversation-watch.ts';
import type { CliEvent } from '#cli/output.ts';
import type { AppSnapshot, AssistantState, TranscriptLine } from '#shared/bridge/state.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { READY } from '../support/ready-snapshot.ts';

const START: AppSnapshot = { ...READY, assistant: { kind: 'off' } };

let clock: FakeClock;
let printed: CliEvent[];
let watch: ConversationWatch;
let ending: Ending | undefined;

beforeEach(() => {
  clock = createFakeClock();
  printed = [];
  ending = undefined;
  const output = { event: (event: CliEvent) => void printed.push(event), error: () => {} };
  watch = createConversationWatch(START, output, clock);
  void watch.finished.then((reached) => {
    ending = reached;
  });
});

const state = (kind: 'ready' | 'thinking' | 'speaking' | 'muted'): void =>
  watch.handle({ type: 'assistant', state: { kind } });
const hears = (hearsSpeech: boolean): void =>
  watch.handle({ type: 'assistant', state: { kind: 'listening', turn: 'hands_free', hearsSpeech } });
const line = (id: string, role: TranscriptLine['role'], status: TranscriptLine['status'] = 'done'): void =>
  watch.handle({ type: 'line', line: { id, role, text: id, status, at: 0 } });

describe('an exchange', () => {
  test('is over when the answer has been heard and all is quiet', async () => {
    watch.personEnded();
    line('question', 'user');
    state('thinking');
    line('answer', 'assistant', 'streaming');
    state('speaking');
    line('answer', 'assistant');
    await clock.advanceAsync(60_000);
    expect(ending).toBeUndefined();
    state('ready');
    await clock.advanceAsync(500);
    expect(ending).toEqual({ answered: true });
  });

  test('goes on while a question waits for its answer', async () => {
    watch.personEnded();
    line('answer', 'assistant');
    const approval = { id: 'a', tool: 't', question: 'q', detail: 'd', expiresAt: 0 };
    watch.handle({ type: 'approvals', approvals: [approval] });
    state('ready');
    await clock.advanceAsync(60_000);
    expect(ending).toBeUndefined();
    watch.handle({ type: 'approvals', approvals: [] });
    await clock.advanceAsync(500);
    expect(ending).toEqual({ answered: true });
  });

  test('without an answer is over soon under the key, later hands-free', async () => {
    watch.personEnded();
    state('thinking');
    state('ready');
    await clock.advanceAsync(500);
    expect(ending).toEqual({ answered: false });
  });

  test('hands-free, the last sentence may still be found to have ended', async () => {
    watch.handle({ type: 'switches', handsFree: true, muted: false });
    hears(true);
    watch.personEnded();
    hears(false);
    await clock.advanceAsync(5_000);
    expect(ending).toBeUndefined();
    state('thinking');
    line('answer', 'assistant');
    hears(false);
    await clock.advanceAsync(500);
    expect(ending).toEqual({ answered: true });
  });

  test('begun muted, is over when it is muted again', async () => {
    state('muted');
    expect(await watch.ready).toEqual({ answered: true });
    watch.personEnded();
    state('thinking');
    line('answer', 'assistant');
    state('muted');
    await clock.advanceAsync(500);
    expect(ending).toEqual({ answered: true });
  });

  test('ends with the error that ended the connection', async () => {
    const error = { reason: 'connection', message: 'gone' } as const;
    const failed: AssistantState = { kind: 'error', error };
    watch.handle({ type: 'assistant', state: failed });
    expect(await watch.ready).toEqual({ answered: false, error });
    expect(await watch.finished).toEqual({ answered: false, error });
  });

  test('prints each finished line and each step of a tool once', () => {
    line('answer', 'assistant', 'streaming');
    line('answer', 'assistant');
    line('answer', 'assistant');
    const activity = { callId: 'c', tool: 't', label: 'l', status: 'running', detail: '', at: 0 } as const;
    watch.handle({ type: 'activity', activity });
    watch.handle({ type: 'activity', activity });
    watch.handle({ type: 'activity', activity: { ...activity, status: 'done' } });
    expect(printed.map(({ type }) => type)).toEqual(['transcript', 'tool', 'tool']);
  });
});
