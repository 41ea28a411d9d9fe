import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  outputGuardrail,
  RealtimeAgent,
  type RealtimeRunConfig,
  RealtimeRunner,
  type RealtimeSession,
  type RealtimeSessionEvent,
  tool,
} from '#realtime/index.ts';
import { type EngineWorld, startWorld } from '../../engine/support/engine-world.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';

type Talk = {
  readonly world: EngineWorld;
  readonly proxy: CuttingProxy;
  readonly clock: FakeClock;
  readonly session: RealtimeSession;
  readonly events: RealtimeSessionEvent[];
  /** The next event of a type, from the last one taken on. */
  next<Type extends RealtimeSessionEvent['type']>(
    type: Type,
  ): Promise<Extract<RealtimeSessionEvent, { type: Type }>>;
};

/** A session and the real engine on a loopback socket; only the engine's recogniser, brain and voice are scripted. */
async function startTalk(agent: RealtimeAgent, config: RealtimeRunConfig = {}): Promise<Talk> {
  const world = await startWorld();
  onTestFinished(() => world[Symbol.asyncDispose]());
  const url = new URL(world.engine.url);
  const proxy = await startCuttingProxy(Number(url.port));
  onTestFinished(() => proxy.close());
  url.port = String(proxy.port);
  const clock = createFakeClock();
  const session = await new RealtimeRunner({ startingAgent: agent, config, clock }).run({
    modelConfig: { url: url.href, apiKey: world.engine.token },
  });
  onTestFinished(() => session.close());
  const events: RealtimeSessionEvent[] = [];
  const reader = session[Symbol.asyncIterator]();
  const next = async (type: string): Promise<RealtimeSessionEvent> => {
    for (;;) {
      const { value } = await reader.next();
      if (value === undefined) throw new Error(`The session ended before ${type}.`);
      events.push(value);
      if (value.type === type) return value;
    }
  };
  return { world, proxy, clock, session, events, next: next as Talk['next'] };
}

const pcm = (ms: number, level: number): Int16Array => new Int16Array(ms * 24).fill(level);
const vad: RealtimeRunConfig = {
  modelSettings: { turnDetection: { type: 'server_vad', silenceDurationMs: 500 } },
};
const clockTool = tool({
  name: 'get_current_time',
  description: 'The time',
  parameters: z.object({ zone: z.string().optional() }),
  execute: () => 'noon',
});

describe('a session and the offline engine', () => {
  it('a spoken question runs a tool and is answered aloud, with both transcripts and the history in order', async () => {
    const { world, session, events, next } = await startTalk(
      new RealtimeAgent({ name: 'Hark', tools: [clockTool] }),
      vad,
    );
    world.made[0]!.brain.script({ type: 'call', name: 'get_current_time', arguments: '{}' });
    world.made[0]!.brain.script({ type: 'say', text: 'It is noon.' });
    session.sendAudio(pcm(992, 16_000));
    session.sendAudio(pcm(1_000, 0));
    await next('idle');

    expect(session.history).toMatchObject([
      { role: 'user', content: [{ type: 'input_audio', transcript: 'what time is it' }] },
      { type: 'function_call', name: 'get_current_time', output: 'noon', status: 'completed' },
      {
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_audio', transcript: 'It is noon.' }],
      },
    ]);
    const samples = events.flatMap((event) => (event.type === 'audio' ? [...event.samples] : []));
    expect(samples).toEqual(Array(3 * 2_400).fill(1_000));
    expect(events.filter(({ type }) => type === 'error')).toEqual([]);
    expect(session.badFrames).toBe(0);
    expect(session.usage.totalTokens).toBeGreaterThan(0);
  });

  it('a push-to-talk turn and a written one are answered', async () => {
    const { session, events, next } = await startTalk(new RealtimeAgent({ name: 'Hark' }), {
      modelSettings: { turnDetection: null },
    });
    session.startTurn();
    session.sendAudio(pcm(300, 16_000));
    session.endTurn();
    await next('idle');
    session.sendMessage('And now?');
    await next('idle');
    expect(session.history.map((item) => item.type === 'message' && item.role)).toEqual([
      'user',
      'assistant',
      'user',
      'assistant',
    ]);
    expect(events.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('speaking over the answer truncates it where the player stopped', async () => {
    const { world, session, events, next } = await startTalk(new RealtimeAgent({ name: 'Hark' }), vad);
    session.sendMessage('Tell me a story');
    const { itemId } = await next('audio');
    await next('response_done');
    session.playback.report({ itemId, playedSamples: 6_000 });
    session.sendAudio(pcm(992, 16_000));
    expect(await next('audio_interrupted')).toMatchObject({ itemId, playedMs: 250 });
    session.sendAudio(pcm(1_000, 0));
    await next('idle');

    const truncated = events.find(
      (event) => event.type === 'raw_model_event' && event.data.type === 'conversation.item.truncated',
    );
    expect(truncated).toMatchObject({ data: { item_id: itemId, audio_end_ms: 250 } });
    expect(session.history[1]).toMatchObject({ itemId, interrupted: true });
    expect(events.filter(({ type }) => type === 'error')).toEqual([]);
    expect(world.made[0]!.brain.contexts).toHaveLength(2);
  });

  it('stop cancels an answer that is being spoken', async () => {
    const { world, session, events, next } = await startTalk(new RealtimeAgent({ name: 'Hark' }), vad);
    const gate = world.made[0]!.tts.hold();
    session.sendMessage('Tell me a story');
    await next('audio');
    session.interrupt();
    const done = await next('response_done');
    gate.resolve();
    expect(done.outcome).toEqual({ status: 'cancelled', by: 'client' });
    expect(events.filter(({ type }) => type === 'audio')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('hands over to another agent, who answers', async () => {
    const billing = new RealtimeAgent({ name: 'Billing', instructions: 'Bills only.' });
    const { world, session, events, next } = await startTalk(
      new RealtimeAgent({ name: 'Triage', handoffs: [billing] }),
    );
    world.made[0]!.brain.script({ type: 'call', name: 'transfer_to_Billing', arguments: '{}' });
    session.sendMessage('My bill is wrong');
    expect(await next('handoff')).toMatchObject({ to: { name: 'Billing' } });
    await next('idle');
    expect(events.findLast((event) => event.type === 'agent_end')).toMatchObject({
      agent: { name: 'Billing' },
    });
    expect(world.made[0]!.brain.contexts.at(-1)?.instructions).toBe('Bills only.');
    expect(events.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('a guardrail stops an answer and gets another one', async () => {
    const noSecrets = outputGuardrail({
      name: 'no secrets',
      check: ({ text }) => ({ tripped: text.includes('secret') }),
    });
    const { world, session, events, next } = await startTalk(
      new RealtimeAgent({ name: 'Hark', outputGuardrails: [noSecrets] }),
    );
    world.made[0]!.brain.script({ type: 'say', text: 'The secret is 42.' });
    session.sendMessage('What is the secret?');
    await next('guardrail_tripped');
    await next('idle');
    expect(events.findLast((event) => event.type === 'agent_end')).toMatchObject({
      output: 'It is ten past two.',
    });
    expect(events.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('RS-12 HI-1: goes on with the conversation when its connection was cut', async () => {
    const { world, proxy, clock, session, events, next } = await startTalk(
      new RealtimeAgent({ name: 'Hark', tools: [clockTool] }),
    );
    session.on('connection', ({ connection }) => {
      if (connection.state === 'reconnecting') setImmediate(() => clock.advance(connection.delayMs));
    });
    world.made[0]!.brain.script({ type: 'call', name: 'get_current_time', arguments: '{}' });
    session.sendMessage('What time is it?');
    await next('idle');
    proxy.cutAfter([1]);
    session.sendMessage('And where?');
    await next('idle');

    const told = world.made[1]!.brain.contexts[0]!.items;
    expect(told).toMatchObject([
      { role: 'user', content: [{ text: 'What time is it?' }] },
      { type: 'function_call', name: 'get_current_time' },
      { type: 'function_call_output', output: 'noon' },
      { role: 'assistant' },
      { role: 'user', content: [{ text: 'And where?' }] },
    ]);
    expect(session.history).toHaveLength(5);
    expect(events.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('tells a wrong token from other troubles', async () => {
    const { world } = await startTalk(new RealtimeAgent({ name: 'Hark' }));
    const refused = new RealtimeRunner({ startingAgent: new RealtimeAgent({ name: 'Hark' }) }).run({
      modelConfig: { url: world.engine.url, apiKey: 'wrong' },
    });
    await expect(refused).rejects.toMatchObject({ reason: 'authentication' });
  });
});
