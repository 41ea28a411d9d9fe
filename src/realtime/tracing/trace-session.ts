import type { Clock } from '#shared/base/clock.ts';
import type { RealtimeSession } from '../session/session-api.ts';
import type { RealtimeSessionEventOf } from '../session/session-events.ts';
import { OpenSpans, type SpanEnd } from './open-spans.ts';
import type { SpanExporter } from './span.ts';

const ROOT = 'connection';
const responseKey = (responseId: string): string => `response ${responseId}`;

/**
 * Tells an exporter what a session does, from the session's own events: no other part knows that it is traced.
 *
 *   connection ─┬─ response ─┬─ tool
 *               │            ├─ guardrail
 *               │            └─ handoff
 *               └─ handoff, when the application asked for it before any response
 */
export function traceSession<TContext>(
  session: Pick<RealtimeSession<TContext>, 'on'>,
  { clock, exporter }: { readonly clock: Clock; readonly exporter: SpanExporter },
): void {
  const spans = new OpenSpans(clock, exporter, ROOT);
  traceConnections(session, spans);
  traceResponses(session, spans);
  session.on('tool_start', ({ callId, toolName, responseId, agent }) => {
    const attributes = { callId, agent: agent.name };
    spans.start(`tool ${callId}`, {
      kind: 'tool',
      name: toolName,
      parent: responseKey(responseId),
      attributes,
    });
  });
  session.on('tool_end', ({ callId, outcome, output }) => {
    const status = outcome === 'success' ? 'ok' : 'error';
    spans.end(`tool ${callId}`, { status, attributes: { outcome, outputLength: output.length } });
  });
  session.on('guardrail_checked', ({ guardrail, outcome, durationMs, responseId, agent }) => {
    const attributes = { outcome, agent: agent.name };
    const parent = responseKey(responseId);
    spans.start('guardrail', { kind: 'guardrail', name: guardrail, parent, attributes }, durationMs);
    spans.end('guardrail', { status: outcome === 'failed' ? 'error' : 'ok' });
  });
}

/** One span for all the connections that carry the session one after the other. */
function traceConnections<TContext>(session: Pick<RealtimeSession<TContext>, 'on'>, spans: OpenSpans): void {
  let connections = 0;
  session.on('connection', ({ connection }) => {
    const { state } = connection;
    if (state === 'connecting') spans.start(ROOT, { kind: 'connection', name: 'connection' });
    if (state === 'connected') {
      connections += 1;
      spans.note(ROOT, connections === 1 ? { connectMs: spans.ageOf(ROOT) ?? 0 } : { connections });
    }
    if (state === 'closed') spans.endAll(closed(connection.error?.reason));
  });
}

/** The reason only: a message may quote what was said. */
function closed(reason: string | undefined): SpanEnd {
  return reason === undefined ? { status: 'ok' } : { status: 'error', attributes: { error: reason } };
}

function traceResponses<TContext>(session: Pick<RealtimeSession<TContext>, 'on'>, spans: OpenSpans): void {
  let latest: string | undefined;
  session.on('response_started', ({ responseId, outOfBand }) => {
    const key = responseKey(responseId);
    if (!outOfBand) latest = key;
    spans.start(key, { kind: 'response', name: 'response', attributes: { responseId, outOfBand } });
  });
  session.on('agent_start', ({ agent }) => {
    if (latest !== undefined) spans.note(latest, { agent: agent.name });
  });
  session.on('audio', ({ responseId }) => {
    const firstAudioMs = spans.ageOf(responseKey(responseId));
    if (firstAudioMs !== undefined) spans.note(responseKey(responseId), { firstAudioMs });
  });
  session.on('usage', ({ responseId, response: { inputTokens, outputTokens, cached } }) => {
    spans.note(responseKey(responseId), { inputTokens, outputTokens, cachedTokens: cached.total });
  });
  session.on('response_done', ({ responseId, outcome }) =>
    spans.end(responseKey(responseId), endOf(outcome)),
  );
  session.on('handoff', ({ from, to, durationMs }) => {
    const attributes = { from: from.name, to: to.name };
    spans.start('handoff', { kind: 'handoff', name: to.name, parent: latest, attributes }, durationMs);
    spans.end('handoff', { status: 'ok' });
  });
}

function endOf(outcome: RealtimeSessionEventOf<'response_done'>['outcome']): SpanEnd {
  const attributes = { outcome: outcome.status };
  if (outcome.status === 'incomplete' && outcome.reason === 'connection_lost')
    return { status: 'unfinished', attributes };
  return { status: outcome.status === 'failed' ? 'error' : 'ok', attributes };
}
