import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createRulesBrain } from '#engine/brain/rules-brain.ts';
import { startEngineServer } from '#engine/server.ts';
import { RealtimeAgent, type RealtimeItem, RealtimeRunner, tool } from '#realtime/index.ts';
import { type Clock, createClock } from '#shared/base/clock.ts';
import { createFakeStages } from '../../engine/support/fake-stages.ts';
import { startCuttingProxy } from '../../support/cutting-proxy.ts';

/** Conversations of a run; `HARK_CONVERSATIONS=1000` is the full measure. */
const CONVERSATIONS = Number(process.env.HARK_CONVERSATIONS ?? 25);
const PATIENCE = { timeout: 20_000, interval: 5 };

/** Real time with shorter pauses, so that a thousand conversations can wait for their next try. */
function createHastyClock(): Clock {
  const clock = createClock(globalThis);
  return { ...clock, after: (delayMs, task) => clock.after(delayMs / 5, task), now: () => clock.now() * 5 };
}

const question = (turn: number): string => `what is ${turn} plus 100`;

function wordsOf(item: RealtimeItem, role: string): string[] {
  if (item.type !== 'message' || item.role !== role) return [];
  return [
    item.content
      .map((part) => ('text' in part ? part.text : (part as { transcript: string }).transcript))
      .join(''),
  ];
}

function makeAgent(runs: string[]): RealtimeAgent {
  const calculate = tool({
    name: 'calculate',
    description: 'Works out an expression.',
    parameters: z.object({ expression: z.string() }),
    execute: ({ expression }) => {
      runs.push(expression);
      return { speech: `That makes ${expression.split('+').reduce((sum, part) => sum + Number(part), 0)}.` };
    },
  });
  return new RealtimeAgent({ name: 'Calculator', tools: [calculate] });
}

type Plan = {
  readonly cutAfter: readonly number[];
  readonly modality: 'text' | 'audio';
  readonly turns: number;
};

async function converse({ cutAfter, modality, turns }: Plan) {
  const engine = await startEngineServer({
    clock: createClock(globalThis),
    createStages: async () => ({
      ...createFakeStages().stages,
      brain: createRulesBrain({ clock: createClock(globalThis) }),
    }),
  });
  const proxy = await startCuttingProxy(Number(new URL(engine.url).port), cutAfter);
  const runs: string[] = [];
  const runner = new RealtimeRunner({ startingAgent: makeAgent(runs), clock: createHastyClock() });
  const run = () =>
    runner.run({
      modelConfig: {
        url: `ws://127.0.0.1:${proxy.port}/v1/realtime`,
        apiKey: engine.token,
        initialModelSettings: { outputModalities: [modality], turnDetection: null },
      },
    });
  try {
    // A first connection that fails is the caller's to try again.
    await using session = await run().catch(run).catch(run).catch(run).catch(run).catch(run);
    for (let turn = 1; turn <= turns; turn += 1) {
      session.sendMessage(question(turn));
      await vi.waitFor(() => {
        const said = session.history.flatMap((item) => wordsOf(item, 'assistant')).join(' ');
        expect(said).toContain(`${turn + 100}`);
      }, PATIENCE);
    }
    return { runs, asked: session.history.flatMap((item) => wordsOf(item, 'user')) };
  } finally {
    await proxy.close();
    await engine.close();
  }
}

it('RS-12 TL-4: conversations that are cut at any byte lose no turn and run no tool twice', {
  timeout: 20_000 + CONVERSATIONS * 4_000,
}, async () => {
  const plan = fc.record({
    cutAfter: fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 5 }),
    modality: fc.constantFrom('text' as const, 'audio' as const),
    turns: fc.integer({ min: 1, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async (one) => {
      const turns = Array.from({ length: one.turns }, (_, index) => index + 1);
      const { runs, asked } = await converse(one);
      expect(asked).toEqual(turns.map(question));
      expect(runs).toHaveLength(one.turns);
      expect(new Set(runs).size).toBe(runs.length);
    }),
    { numRuns: CONVERSATIONS },
  );
});
