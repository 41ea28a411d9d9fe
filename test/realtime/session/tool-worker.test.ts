import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createToolWorker, RealtimeAgent, tool } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { toolWire } from '../support/tool-wire.ts';
import { answer, toolCalls } from '../support/wire-script.ts';

describe('a tool in a thread of its own', () => {
  it('TL-3 TL-5: one that loops for ever costs no audio, is given up in time and works again', async () => {
    const worker = createToolWorker(new URL('../tools/threads/work.ts', import.meta.url));
    onTestFinished(() => worker.close());
    const work = tool({
      name: 'work',
      description: 'Works',
      parameters: z.object({ task: z.string() }),
      timeoutMs: 5_000,
      execute: worker.execute,
    });
    const { session, peer, play, pass, of } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', tools: [work] }),
    });
    const looping = new Promise<void>((resolve) => session.on('tool_progress', () => resolve()));
    const call = { callId: 'call_1', name: 'work', args: '{"task":"loop after progress"}' };
    await play(...toolCalls('resp_1', [call]));
    await looping;

    await play(...answer({ responseId: 'resp_2', itemId: 'item_A', text: 'One moment.', audioMs: 400 }));
    expect(of('audio')).toMatchObject([{ itemId: 'item_A', samples: { length: 9_600 } }]);
    expect(of('tool_end')).toEqual([]);

    await pass(5_000);
    expect(toolWire(peer)).toEqual(['call_1: Tool work timed out after 5000 ms.', 'create']);

    const ended = new Promise((resolve) => session.on('tool_end', resolve));
    await play(...toolCalls('resp_3', [{ ...call, callId: 'call_2', args: '{"task":"answer"}' }]));
    expect(await ended).toMatchObject({ callId: 'call_2', outcome: 'success' });
  });
});
