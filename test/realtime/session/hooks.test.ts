import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AgentHooks, RealtimeAgent, tool } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { sessionUpdated, toolCalls } from '../support/wire-script.ts';

const refund = tool({
  name: 'refund',
  description: 'Gives money back',
  parameters: z.object({}),
  execute: () => 'refunded',
});

/** Hooks that write down each call. */
function recordingHooks(calls: string[]): AgentHooks<unknown> {
  return {
    onStart: (_, { name }) => calls.push(`start ${name}`),
    onEnd: (_, { name }, output) => calls.push(`end ${name} ${output}`),
    onToolStart: (_, __, toolName) => calls.push(`tool ${toolName}`),
    onToolEnd: (_, __, toolName, output) => calls.push(`tool ${toolName} ${output}`),
    onHandoff: (_, from, to) => calls.push(`${from.name} to ${to.name}`),
  };
}

const EVERY_MOMENT = [
  'start Triage',
  'tool refund',
  'end Triage ',
  'tool refund refunded',
  'Triage to Billing',
];

describe('hooks', () => {
  it('AG-5: those of an agent fire for it alone, those of the run for every agent', async () => {
    const ofAgent: string[] = [];
    const ofRun: string[] = [];
    const { session, peer, play } = await connectSession({
      agent: new RealtimeAgent({ name: 'Triage', tools: [refund], hooks: recordingHooks(ofAgent) }),
      config: { hooks: recordingHooks(ofRun) },
    });
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'refund', args: '{}' }]));
    const switched = session.updateAgent(new RealtimeAgent({ name: 'Billing' }));
    await play(sessionUpdated((await peer.next('session.update')).session));
    await switched;
    await play(...toolCalls('resp_2', []));

    expect(ofAgent.toSorted()).toEqual(EVERY_MOMENT.toSorted());
    expect(ofRun.toSorted()).toEqual([...EVERY_MOMENT, 'start Billing', 'end Billing '].toSorted());
  });

  it('AG-5: what one throws or rejects with is an error event, and the other ones are called', async () => {
    const calls: string[] = [];
    const { play, of } = await connectSession({
      agent: new RealtimeAgent({
        name: 'Triage',
        hooks: {
          onStart: () => {
            throw new Error('hook broke');
          },
          onEnd: async () => {
            throw new Error('hook broke later');
          },
        },
      }),
      config: { hooks: recordingHooks(calls) },
    });
    await play(...toolCalls('resp_1', []));
    expect(calls).toEqual(['start Triage', 'end Triage ']);
    expect(of('error').map(({ error }) => error.message)).toEqual([
      'A listener of agent hook threw.',
      'A listener of agent hook threw.',
    ]);
  });
});
