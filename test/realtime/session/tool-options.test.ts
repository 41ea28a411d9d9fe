import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { backgroundResult, RealtimeAgent, type RealtimeTool, tool } from '#realtime/index.ts';
import { connectSession, type SessionSetup } from '../support/connected-session.ts';
import { toolWire } from '../support/tool-wire.ts';
import {
  responseCreated,
  responseDone,
  speechStarted,
  speechStopped,
  toolCalls,
} from '../support/wire-script.ts';

const withTools = (...tools: RealtimeTool[]): SessionSetup => ({
  agent: new RealtimeAgent({ name: 'Tester', tools }),
});
const spec = (name: string) => ({ name, description: name, parameters: z.object({}), execute: () => 'ran' });
const weather = tool({
  ...spec('get_weather'),
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => ({ city, sky: 'clear' }),
});

describe('what a tool can say about itself', () => {
  it('TL-1: a tool without a time-out of its own is given up after 60 s', async () => {
    const hang = tool({ ...spec('hang'), execute: () => new Promise(() => {}) });
    const { peer, play, pass } = await connectSession(withTools(hang));
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'hang', args: '{}' }]));
    await pass(59_999);
    expect(toolWire(peer)).toEqual([]);
    await pass(1);
    expect(toolWire(peer)).toEqual(['call_1: Tool hang timed out after 60000 ms.', 'create']);
  });

  it('TL-1: the words of errorFunction are the output', async () => {
    const failing = tool({
      ...spec('failing'),
      execute: () => Promise.reject(new Error('no paper')),
      errorFunction: (error) => `Sorry: ${(error as Error).message}`,
    });
    const { peer, play } = await connectSession(withTools(failing));
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'failing', args: '{}' }]));
    expect(toolWire(peer)).toEqual(['call_1: Sorry: no paper', 'create']);
  });

  it('TL-1: an output of a whenIdle tool holds no other back and is answered when the person is silent', async () => {
    let finish = (_: string): void => {};
    const research = tool({
      ...spec('research'),
      respond: 'whenIdle',
      execute: () => new Promise((resolve) => (finish = resolve)),
    });
    const { peer, play } = await connectSession(withTools(weather, research));
    await play(
      ...toolCalls('resp_1', [
        { callId: 'call_1', name: 'research', args: '{}' },
        { callId: 'call_2', name: 'get_weather', args: '{"city":"Oslo"}' },
      ]),
    );
    expect(toolWire(peer)).toEqual([expect.stringContaining('call_2'), 'create']);
    await play(responseCreated('resp_2'), speechStarted('item_U'));
    finish('found');
    await play(responseDone('resp_2'));
    expect(toolWire(peer).slice(2)).toEqual(['call_1: found']);
    await play(speechStopped('item_U'));
    expect(toolWire(peer).slice(2)).toEqual(['call_1: found', 'create']);
  });

  it('TL-1: an output of a tool that never responds is told and not spoken about, not even a failure', async () => {
    const quiet = tool({
      ...spec('quiet'),
      parameters: z.object({ fail: z.boolean() }),
      respond: 'never',
      execute: ({ fail }) => {
        if (fail) throw new Error('broken');
        return 'noted';
      },
    });
    const { peer, play } = await connectSession(withTools(quiet));
    await play(
      ...toolCalls('resp_1', [
        { callId: 'call_1', name: 'quiet', args: '{"fail":false}' },
        { callId: 'call_2', name: 'quiet', args: '{"fail":true}' },
      ]),
    );
    expect(toolWire(peer)).toEqual([expect.stringContaining('call_2: An error occurred'), 'call_1: noted']);
  });

  it('TL-5: an interruption aborts the tools that opted in and no others', async () => {
    const signals: Record<string, AbortSignal> = {};
    const hanging = (name: string, cancelOnInterrupt: boolean): RealtimeTool =>
      tool({
        ...spec(name),
        cancelOnInterrupt,
        execute: (_, { signal }) => {
          signals[name] = signal;
          return new Promise(() => {});
        },
      });
    const { session, peer, play, of } = await connectSession(
      withTools(hanging('search', true), hanging('order', false)),
    );
    await play(
      ...toolCalls('resp_1', [
        { callId: 'call_1', name: 'search', args: '{}' },
        { callId: 'call_2', name: 'order', args: '{}' },
      ]),
    );
    session.interrupt();
    await peer.settled();
    expect([signals.search?.aborted, signals.order?.aborted]).toEqual([true, false]);
    expect(of('tool_end')).toMatchObject([{ callId: 'call_1', outcome: 'cancelled' }]);
  });

  it('TL-5: what a tool tells after its end is not told on', async () => {
    let report = (_: unknown): void => {};
    const chatty = tool({
      ...spec('chatty'),
      execute: (_, { progress }) => {
        report = progress;
        progress(1);
      },
    });
    const { peer, play, of } = await connectSession(withTools(chatty));
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'chatty', args: '{}' }]));
    report(2);
    await peer.settled();
    expect(of('tool_progress')).toMatchObject([{ update: 1 }]);
  });

  it('TL-5: a tool that is done in time leaves no timer behind', async () => {
    const quick = tool({ ...spec('quick'), timeoutMs: 2_000 });
    const { peer, play, clock } = await connectSession(withTools(quick));
    const before = clock.pending;
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'quick', args: '{}' }]));
    await play(responseCreated('resp_2'), responseDone('resp_2'));
    expect(toolWire(peer)).toEqual(['call_1: ran', 'create']);
    expect(clock.pending).toBe(before);
  });

  it('TL-5: progress of a tool is told, and close fires its signal', async () => {
    let signal: AbortSignal | undefined;
    const busy = tool({
      name: 'busy',
      description: 'Busy',
      parameters: z.object({}),
      execute: (_, context) => {
        signal = context.signal;
        context.progress({ percent: 40 });
        return new Promise(() => {});
      },
    });
    const { session, play, of, peer } = await connectSession(withTools(busy));
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'busy', args: '{}' }]));
    expect(of('tool_progress')).toMatchObject([{ callId: 'call_1', update: { percent: 40 } }]);
    await session.close();
    expect(signal?.aborted).toBe(true);
    expect(toolWire(peer)).toEqual([]);
  });

  it('TL-7: a background result is told and not spoken about', async () => {
    const quiet = tool({
      name: 'quiet',
      description: 'Quiet',
      parameters: z.object({}),
      execute: () => backgroundResult({ queued: true }),
    });
    const { peer, play } = await connectSession(withTools(quiet));
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'quiet', args: '{}' }]));
    expect(toolWire(peer)).toEqual(['call_1: {"queued":true}']);
  });
});
