import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { outputGuardrail, RealtimeAgent, type Span, type SpanExporter, tool } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import {
  answer,
  answerStart,
  responseCreated,
  responseDone,
  sessionUpdated,
  toolCalls,
} from '../support/wire-script.ts';

function collect(): { readonly exporter: SpanExporter; readonly spans: Span[] } {
  const spans: Span[] = [];
  return { spans, exporter: { export: (span) => spans.push(span), close: async () => {} } };
}

const EPOCH = 1_760_000_000_000;
const kindsOf = (spans: readonly Span[]): string[] => spans.map(({ kind }) => kind);
const find = (spans: readonly Span[], kind: Span['kind']): Span => {
  const span = spans.find((candidate) => candidate.kind === kind);
  if (span === undefined) throw new Error(`There is no span of kind ${kind}.`);
  return span;
};

describe('local spans', () => {
  it('TR-2: a response is a part of the connection, with its first sound, its tokens and its end', async () => {
    const { exporter, spans } = collect();
    const { session, play, clock } = await connectSession({ config: { spanExporter: exporter } });
    clock.advance(1_000);
    await play(responseCreated('resp_1'));
    clock.advance(300);
    const spoken = { responseId: 'resp_1', itemId: 'item_A1', text: 'The code is 4711.', audioMs: 20 };
    await play(...answerStart(spoken).slice(1));
    clock.advance(200);
    const usage = { total_tokens: 30, input_tokens: 20, output_tokens: 10 };
    await play(responseDone('resp_1', { usage }));
    clock.advance(500);
    await session.close();

    expect(kindsOf(spans)).toEqual(['response', 'connection']);
    const connection = find(spans, 'connection');
    expect(connection).toMatchObject({
      name: 'connection',
      parentId: null,
      startedAt: EPOCH,
      durationMs: 2_000,
      status: 'ok',
    });
    expect(find(spans, 'response')).toMatchObject({
      traceId: connection.traceId,
      parentId: connection.spanId,
      startedAt: EPOCH + 1_000,
      durationMs: 500,
      status: 'ok',
      attributes: {
        agent: 'Tester',
        responseId: 'resp_1',
        outOfBand: false,
        outcome: 'completed',
        firstAudioMs: 300,
        inputTokens: 20,
        outputTokens: 10,
        cachedTokens: 0,
      },
    });
    expect(connection.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(connection.spanId).toMatch(/^[0-9a-f]{16}$/);
  });

  it('TR-2: a tool is a part of the response that called it, without its arguments and output', async () => {
    const { exporter, spans } = collect();
    let finish = (_: unknown): void => {};
    const login = tool({
      name: 'login',
      description: 'Logs in',
      parameters: z.object({ password: z.string() }),
      execute: () => new Promise((resolve) => (finish = resolve)),
    });
    const { session, peer, play, clock } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', tools: [login] }),
      config: { spanExporter: exporter },
    });
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'login', args: '{"password":"hunter2"}' }]));
    await play(responseCreated('resp_2'));
    clock.advance(700);
    finish('token-0815');
    await peer.settled();
    await session.close();

    const called = spans.find(({ attributes }) => attributes.responseId === 'resp_1');
    expect(find(spans, 'tool')).toMatchObject({
      name: 'login',
      parentId: called?.spanId,
      durationMs: 700,
      status: 'ok',
      attributes: { callId: 'call_1', agent: 'Tester', outcome: 'success', outputLength: 10 },
    });
    expect(JSON.stringify(spans)).not.toMatch(/hunter2|0815/);
  });

  it('TR-2: a handoff and each check of a guardrail are parts of their response, as long as they took', async () => {
    const { exporter, spans } = collect();
    let decide = (_: { tripped: boolean }): void => {};
    const slow = outputGuardrail({
      name: 'slow',
      check: () => new Promise<{ tripped: boolean }>((resolve) => (decide = resolve)),
    });
    const { session, peer, play, clock } = await connectSession({
      agent: new RealtimeAgent({ name: 'Triage', handoffs: [new RealtimeAgent({ name: 'Billing' })] }),
      config: { spanExporter: exporter, outputGuardrails: [slow] },
    });
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hi.', audioMs: 0 }));
    clock.advance(40);
    decide({ tripped: false });
    await peer.settled();
    await play(...toolCalls('resp_2', [{ callId: 'call_1', name: 'transfer_to_Billing', args: '{}' }]));
    const { session: update } = await peer.next('session.update');
    clock.advance(60);
    await play(sessionUpdated(update));
    await session.close();

    const responses = spans.filter(({ kind }) => kind === 'response');
    expect(find(spans, 'guardrail')).toMatchObject({
      name: 'slow',
      parentId: responses[0]?.spanId,
      startedAt: EPOCH,
      durationMs: 40,
      attributes: { outcome: 'passed', agent: 'Triage' },
    });
    expect(find(spans, 'handoff')).toMatchObject({
      name: 'Billing',
      parentId: responses[1]?.spanId,
      startedAt: EPOCH + 40,
      durationMs: 60,
      attributes: { from: 'Triage', to: 'Billing' },
    });
  });

  it('TR-2: what is open when the session ends is unfinished, and a lost connection is an error', async () => {
    const { exporter, spans } = collect();
    const { session, play, peer } = await connectSession({ config: { spanExporter: exporter } });
    await play(
      responseCreated('resp_1'),
      responseDone('resp_1', { status: 'failed' }),
      responseCreated('resp_2'),
    );
    peer.close(4_000);
    for await (const _ of session);
    expect(spans.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'response error',
      'response unfinished',
      'connection error',
    ]);
    expect(find(spans, 'connection').attributes.error).toEqual(expect.any(String));
  });

  it('TR-2: a server that never ends anything costs a bounded number of open spans', async () => {
    const { exporter, spans } = collect();
    const { play } = await connectSession({ config: { spanExporter: exporter } });
    await play(
      ...Array.from({ length: 300 }, (_, index) =>
        responseCreated(`resp_${index}`, { conversation_id: null }),
      ),
    );
    expect(spans.length).toBeGreaterThan(40);
    expect(new Set(spans.map(({ status }) => status))).toEqual(new Set(['unfinished']));
  });

  it('TR-2: an exporter that throws is an error event, and the session lives', async () => {
    const exporter: SpanExporter = {
      export: () => {
        throw new Error('full');
      },
      close: async () => {},
    };
    const { session, play, of } = await connectSession({ config: { spanExporter: exporter } });
    await play(responseCreated('resp_1'), responseDone('resp_1'));
    expect(of('error')).toHaveLength(1);
    expect(session.connection.state).toBe('connected');
  });

  it('TR-1: tracingDisabled makes none', async () => {
    const { exporter, spans } = collect();
    const { session, play } = await connectSession({
      config: { spanExporter: exporter, tracingDisabled: true },
    });
    await play(responseCreated('resp_1'), responseDone('resp_1'));
    await session.close();
    expect(spans).toEqual([]);
  });
});
