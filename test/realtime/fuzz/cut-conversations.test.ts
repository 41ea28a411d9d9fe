import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { RealtimeAgent, RealtimeRunner, type RealtimeSession, tool } from '#realtime/index.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { startCuttingProxy } from '../support/cutting-proxy.ts';
import { startForgetfulServer } from './forgetful-server.ts';

/** HARK_FUZZ_CONVERSATIONS asks for more of them. */
const CONVERSATIONS = Number(process.env.HARK_FUZZ_CONVERSATIONS ?? 1_000);

/** Lets the time pass that a session waits before it connects again, and no other. */
function skipPauses(session: RealtimeSession, clock: FakeClock): void {
  session.on('connection', ({ connection }) => {
    if (connection.state === 'reconnecting') setImmediate(() => clock.advance(connection.delayMs));
  });
}

/** Says turn `number`, typed or aloud, and waits for its answer. */
async function say(session: RealtimeSession, number: number, way: 'typed' | 'spoken'): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    const unsubscribe = session.on('transcript', ({ text, final }) => {
      if (!final || text !== `answer to turn ${number}`) return;
      unsubscribe();
      resolve();
    });
  });
  if (way === 'spoken') {
    session.startTurn();
    for (let part = 0; part < 5; part += 1) session.sendAudio(new Int16Array(960).fill(number));
    session.endTurn();
  } else session.sendMessage(`turn ${number}`);
  await answered;
}

/** An agent with a tool that notes what it ran for. */
function makeAgent(ran: string[]): RealtimeAgent {
  const lookUp = tool({
    name: 'look_up',
    description: 'Looks something up',
    parameters: z.object({ turn: z.string() }),
    execute: ({ turn }) => {
      ran.push(turn);
      return 'found';
    },
  });
  return new RealtimeAgent({ name: 'Tester', tools: [lookUp] });
}

it(`RS-12 TL-4: ${CONVERSATIONS} conversations cut at random bytes: no turn is lost or left unanswered, and no tool runs twice`, {
  timeout: 60_000 + 100 * CONVERSATIONS,
}, async () => {
  const server = await startForgetfulServer();
  onTestFinished(() => server.close());
  const proxy = await startCuttingProxy(server.port);
  onTestFinished(() => proxy.close());
  const modelConfig = { url: `ws://127.0.0.1:${proxy.port}` };
  const turns = fc.array(fc.constantFrom('typed', 'spoken'), { minLength: 2, maxLength: 3 });
  const cuts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(turns, cuts, async (ways, bytes) => {
      const clock = createFakeClock();
      const ran: string[] = [];
      const config = { modelSettings: { turnDetection: null } };
      const runner = new RealtimeRunner({ startingAgent: makeAgent(ran), config, clock });
      proxy.cutAfter([]);
      await using session = await runner.run({ modelConfig });
      skipPauses(session, clock);
      proxy.cutAfter(bytes);
      for (const [index, way] of ways.entries()) await say(session, index + 1, way);
      expect(server.turns).toEqual(ways.map((_, index) => `turn ${index + 1}`));
      expect(new Set(ran).size).toBe(ran.length);
    }),
    { numRuns: CONVERSATIONS, timeout: 5_000 },
  );
});
