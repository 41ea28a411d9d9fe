import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import {
  backgroundResult,
  type ModelEvent,
  type ModelInput,
  RealtimeAgent,
  type RealtimeModel,
  RealtimeRunner,
  type RealtimeSession,
  tool,
} from '#realtime/index.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

const CALLS = [
  'succeed',
  'fail',
  'hang',
  'slow',
  'ask',
  'background',
  'disabled',
  'unknown',
  'unreadable',
] as const;

type Step =
  | { readonly do: 'call'; readonly what: (typeof CALLS)[number] }
  | { readonly do: 'repeat'; readonly which: number }
  | { readonly do: 'decide'; readonly approve: boolean }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'done' }
  | { readonly do: 'interrupt' }
  | { readonly do: 'speak' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('call'), what: fc.constantFrom(...CALLS) }) },
  fc.record({ do: fc.constant('repeat'), which: fc.nat() }),
  fc.record({ do: fc.constant('decide'), approve: fc.boolean() }),
  fc.record({ do: fc.constant('wait'), ms: fc.nat({ max: 15_000 }) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('done', 'interrupt', 'speak') }) },
);

/** Tools that end in every way a tool can; each notes the calls it ran for. */
function makeAgent(clock: FakeClock, ran: string[]): RealtimeAgent {
  const make = (name: string, execute: () => unknown, more: object = {}) =>
    tool({
      name,
      description: name,
      parameters: z.object({}),
      timeoutMs: 20_000,
      execute: (_, { callId }) => {
        ran.push(callId);
        return execute();
      },
      ...more,
    });
  const slow = () => new Promise((resolve) => clock.after(5_000, () => resolve('slowly')));
  const fail = () => {
    throw new Error('no');
  };
  return new RealtimeAgent({
    name: 'Tester',
    tools: [
      make('succeed', () => 'well'),
      make('fail', fail),
      make('hang', () => new Promise(() => {}), { cancelOnInterrupt: true }),
      make('slow', slow),
      make('ask', () => 'allowed', { needsApproval: true }),
      make('background', () => backgroundResult('noted')),
      make('disabled', () => 'never', { isEnabled: false }),
    ],
  });
}

/** A server of one process: it calls tools when told to, and answers every request for a response with one. */
class Server implements RealtimeModel {
  readonly outputs: string[] = [];
  readonly calls: Extract<ModelEvent, { type: 'tool_call' }>[] = [];
  readonly #events = createEmitter<ModelEvent>();
  #active: string | undefined;
  #count = 0;

  async connect(): Promise<void> {}
  async close(): Promise<void> {}
  interpret = (message: { type: string }): ModelInput => ({ type: 'raw', message });

  subscribe(listener: (event: ModelEvent) => void): () => void {
    return this.#events.subscribe(listener);
  }

  send(input: ModelInput): boolean {
    queueMicrotask(() => this.#take(input));
    return true;
  }

  emit(event: ModelEvent): void {
    this.#events.emit(event);
  }

  call(what: string): void {
    this.#start();
    const id = `call_${this.calls.length}`;
    const isUnreadable = what === 'unreadable';
    this.calls.push({
      type: 'tool_call',
      responseId: this.#active ?? '',
      itemId: `item_${id}`,
      callId: id,
      name: isUnreadable ? 'succeed' : what,
      arguments: isUnreadable ? '{"half' : '{}',
    });
    this.repeat(this.calls.length - 1);
  }

  repeat(which: number): void {
    const call = this.calls[which % Math.max(1, this.calls.length)];
    if (call !== undefined) this.emit(call);
  }

  finish(status: 'completed' | 'cancelled'): void {
    const responseId = this.#active;
    if (responseId === undefined) return;
    this.#active = undefined;
    const outcome = status === 'completed' ? ({ status } as const) : ({ status, by: 'client' } as const);
    this.emit({ type: 'response_done', responseId, outOfBand: false, outcome, output: '' });
  }

  #start(requestId?: string): void {
    if (this.#active !== undefined) return;
    this.#count += 1;
    this.#active = `resp_${this.#count}`;
    const named = requestId === undefined ? {} : { requestId };
    this.emit({ type: 'response_started', responseId: this.#active, outOfBand: false, ...named });
  }

  #take(input: ModelInput): void {
    if (input.type === 'configure') {
      this.emit({ type: 'settings_applied', effective: { interruptResponse: true } });
    } else if (input.type === 'create_response') this.#start(input.requestId);
    else if (input.type === 'cancel_response') this.finish('cancelled');
    else if (input.type === 'create_item' && input.item.type === 'tool_output') {
      this.outputs.push(input.item.callId);
      this.emit({ ...input.item, type: 'tool_output_item' });
    }
  }
}

type World = { readonly server: Server; readonly session: RealtimeSession; readonly clock: FakeClock };

async function take(step: Step, { server, session, clock }: World): Promise<void> {
  switch (step.do) {
    case 'call':
      return server.call(step.what);
    case 'repeat':
      return server.repeat(step.which);
    case 'decide':
      return decide(session, step.approve);
    case 'wait':
      return clock.advanceAsync(step.ms);
    case 'done':
      return server.finish('completed');
    case 'interrupt':
      return session.interrupt();
    case 'speak':
      server.emit({ type: 'speech_started', itemId: 'item_U' });
      server.emit({ type: 'speech_stopped', itemId: 'item_U' });
  }
}

function decide(session: RealtimeSession, approve: boolean): void {
  for (const { callId } of session.pendingApprovals) {
    if (approve) session.approve(callId);
    else session.reject(callId);
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('TL-3 TL-4: whatever happens, every call gets exactly one output, and no call runs twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), async (steps) => {
      const clock = createFakeClock();
      const server = new Server();
      const ran: string[] = [];
      const runner = new RealtimeRunner({ startingAgent: makeAgent(clock, ran), model: server, clock });
      await using session = await runner.run();
      for (const one of steps) await take(one, { server, session, clock });
      server.finish('completed');
      await settle();
      // Longer than any tool, approval or barrier waits.
      await clock.advanceAsync(120_000);
      await settle();
      expect([...server.outputs].sort()).toEqual(server.calls.map(({ callId }) => callId).sort());
      expect(new Set(ran).size).toBe(ran.length);
    }),
    { numRuns: 1_000 },
  );
});
