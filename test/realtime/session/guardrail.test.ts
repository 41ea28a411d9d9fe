import { describe, expect, it, vi } from 'vitest';
import { outputGuardrail, RealtimeAgent } from '#realtime/index.ts';
import { connectSession, type SessionSetup } from '../support/connected-session.ts';
import {
  answer,
  answerEnd,
  answerStart,
  responseCreated,
  responseDone,
  transcriptDelta,
} from '../support/wire-script.ts';

const noSecrets = outputGuardrail({
  name: 'no secrets',
  policyHint: 'never name the secret',
  check: ({ text }) => ({ tripped: text.includes('secret'), info: { length: text.length } }),
});
const guarded = (setup: SessionSetup = {}): SessionSetup => ({
  agent: new RealtimeAgent({ name: 'Tester', outputGuardrails: [noSecrets] }),
  ...setup,
});
const at = { responseId: 'resp_1', itemId: 'item_A1' };

describe('output guardrails', () => {
  it('GR-1: check each time the answer has grown by the debounce length, and its end', async () => {
    const check = vi.fn(() => ({ tripped: false }));
    const { play } = await connectSession({
      agent: new RealtimeAgent({
        name: 'Tester',
        outputGuardrails: [outputGuardrail({ name: 'counter', check })],
      }),
    });
    await play(responseCreated('resp_1'));
    const lengths = (): number[] =>
      (check.mock.calls as unknown as [{ text: string }][]).map(([{ text }]) => text.length);
    for (let piece = 0; piece < 21; piece += 1) await play(transcriptDelta(at, 'ten chars '));
    expect(lengths()).toEqual([100, 200]);
    await play(...answerEnd({ ...at, text: 'ten chars '.repeat(21), audioMs: 10 }));
    expect(lengths()).toEqual([100, 200, 210]);
  });

  it('GR-1 GR-2: a short answer is checked too; it is stopped, truncated and the model told once', async () => {
    const { session, peer, play, of } = await connectSession(guarded());
    await play(...answer({ ...at, text: 'The secret is 42.', audioMs: 1_000 }).slice(0, 5));
    session.playback.report({ itemId: 'item_A1', playedSamples: 4_800 });
    await play(...answerEnd({ ...at, text: 'The secret is 42.', audioMs: 1_000 }));

    expect(of('guardrail_tripped')).toMatchObject([
      { guardrail: 'no secrets', info: { length: 17 }, responseId: 'resp_1', itemId: 'item_A1' },
    ]);
    expect(of('audio_interrupted')).toMatchObject([{ itemId: 'item_A1', playedMs: 200 }]);
    expect(await peer.next('conversation.item.truncate')).toMatchObject({
      item_id: 'item_A1',
      audio_end_ms: 200,
    });
    const feedback = await peer.next('conversation.item.create');
    expect(feedback.item).toMatchObject({
      role: 'system',
      content: [{ text: expect.stringContaining('never name the secret') }],
    });
    await peer.next('response.create');
    expect(peer.violations).toEqual([]);
  });

  it('GR-2: a growing answer is cancelled in mid-sentence', async () => {
    const { peer, play, of } = await connectSession(guarded());
    await play(...answerStart({ ...at, text: `secret ${'x'.repeat(100)}`, audioMs: 500 }));
    expect(await peer.next('response.cancel')).toMatchObject({ response_id: 'resp_1' });
    await play(...answerEnd({ ...at, text: `secret ${'x'.repeat(300)}`, audioMs: 500 }, 'cancelled'));
    expect(of('guardrail_tripped')).toHaveLength(1);
  });

  it('GR-2: an answer that trips again and again is stopped, but not asked for forever', async () => {
    const { peer, play, of } = await connectSession(guarded());
    for (let round = 1; round <= 5; round += 1) {
      await play(
        ...answer({ responseId: `resp_${round}`, itemId: `item_${round}`, text: 'secret', audioMs: 0 }),
      );
    }
    expect(of('guardrail_tripped')).toHaveLength(5);
    expect(peer.received.filter((event) => event.type === 'conversation.item.create')).toHaveLength(3);
  });

  it('GR-3: a verdict that comes when a newer answer runs is told and touches nothing', async () => {
    let decide = (_: { tripped: boolean }): void => {};
    const slow = outputGuardrail({
      name: 'slow',
      check: () => new Promise<{ tripped: boolean }>((resolve) => (decide = resolve)),
    });
    const { peer, play, of } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', outputGuardrails: [slow] }),
    });
    await play(...answer({ ...at, text: 'Bad.', audioMs: 0 }));
    const verdict = decide;
    await play(...answerStart({ responseId: 'resp_2', itemId: 'item_A2', text: 'Good.', audioMs: 100 }));
    verdict({ tripped: true });
    await peer.settled();
    expect(of('guardrail_tripped')).toMatchObject([{ responseId: 'resp_1' }]);
    expect(peer.received.filter((event) => event.type !== 'session.update')).toEqual([]);
  });

  it('a session is not idle while an answer is being checked', async () => {
    let decide = (_: { tripped: boolean }): void => {};
    const slow = outputGuardrail({
      name: 'slow',
      check: () => new Promise<{ tripped: boolean }>((resolve) => (decide = resolve)),
    });
    const { peer, play, of } = await connectSession({ config: { outputGuardrails: [slow] } });
    await play(...answer({ ...at, text: 'Good.', audioMs: 0 }));
    expect(of('idle')).toEqual([]);
    decide({ tripped: false });
    await peer.settled();
    expect(of('idle')).toHaveLength(1);
  });

  it('GR-3: one that throws is an error event, and the session lives', async () => {
    const broken = outputGuardrail({
      name: 'broken',
      check: () => {
        throw new Error('boom');
      },
    });
    const { session, play, of } = await connectSession({ config: { outputGuardrails: [broken] } });
    await play(
      ...answer({ ...at, text: 'Hello.', audioMs: 0 }),
      responseCreated('resp_2'),
      responseDone('resp_2'),
    );
    expect(of('error')).toMatchObject([
      { error: { message: expect.stringContaining('broken') }, fatal: false },
    ]);
    expect(session.connection.state).toBe('connected');
  });

  it('GR-1: one that an agent and the run both name runs once, and every run is told', async () => {
    const check = vi.fn(() => ({ tripped: false }));
    const shared = outputGuardrail({ name: 'shared', check });
    const { play, of } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', outputGuardrails: [shared] }),
      config: {
        outputGuardrails: [shared, outputGuardrail({ name: 'other', check: () => ({ tripped: true }) })],
      },
    });
    await play(...answer({ ...at, text: 'Hello.', audioMs: 0 }));
    expect(check).toHaveBeenCalledTimes(1);
    expect(of('guardrail_checked')).toMatchObject([
      { guardrail: 'shared', outcome: 'passed', responseId: 'resp_1', itemId: 'item_A1', durationMs: 0 },
      { guardrail: 'other', outcome: 'tripped' },
    ]);
  });

  it('GR-1: an answer whose end is never told is checked when its response is done', async () => {
    const { play, of } = await connectSession(guarded());
    await play(...answerStart({ ...at, text: 'A secret.', audioMs: 20 }), responseDone('resp_1'));
    expect(of('guardrail_tripped')).toHaveLength(1);
  });

  it.each([0, -1, 1.5, Number.NaN])('GR-1: refuses a debounce length of %d', async (debounceTextLength) => {
    const session = connectSession({ config: { guardrailSettings: { debounceTextLength } } });
    await expect(session).rejects.toMatchObject({ field: 'guardrailSettings.debounceTextLength' });
  });

  it('GR-3: a trip after the end of its answer does not cancel what was asked for meanwhile', async () => {
    let decide = (_: { tripped: boolean }): void => {};
    const slow = outputGuardrail({
      name: 'slow',
      check: () => new Promise<{ tripped: boolean }>((resolve) => (decide = resolve)),
    });
    const { session, peer, play, of } = await connectSession({ config: { outputGuardrails: [slow] } });
    await play(...answer({ ...at, text: 'Bad.', audioMs: 0 }));
    session.sendMessage('Next question');
    await peer.next('response.create');
    decide({ tripped: true });
    await play(responseCreated('resp_2'));
    expect(of('guardrail_tripped')).toHaveLength(1);
    expect(peer.received.map(({ type }) => type)).not.toContain('response.cancel');
  });

  it('GR-3: one that does not answer within 10 s has failed, and leaves no timer', async () => {
    const hanging = outputGuardrail({ name: 'hanging', check: () => new Promise<never>(() => {}) });
    const { session, clock, play, pass, of } = await connectSession({
      config: { outputGuardrails: [hanging] },
    });
    await play(...answer({ ...at, text: 'Hello.', audioMs: 0 }));
    await pass(10_000);
    expect(of('guardrail_checked')).toMatchObject([{ outcome: 'failed', durationMs: 10_000 }]);
    expect(of('error')).toMatchObject([{ error: { message: expect.stringContaining('hanging') } }]);

    await play(...answer({ responseId: 'resp_2', itemId: 'item_A2', text: 'Again.', audioMs: 0 }));
    await session.close();
    expect(clock.pending).toBe(0);
  });
});
