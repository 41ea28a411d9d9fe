import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { RealtimeAgent, RealtimeRunner, tool } from '#realtime/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { startScriptedServer } from '../../support/scripted-server.ts';
import { connectSession } from '../support/connected-session.ts';
import { told } from '../support/told.ts';
import {
  confirmSettings,
  responseCreated,
  responseDone,
  serverError,
  toolCall,
} from '../support/wire-script.ts';

const call = { responseId: 'resp_1', callId: 'call_1', name: 'wait', args: '{}' };

function waitingAgent() {
  const gate = Promise.withResolvers<string>();
  const wait = tool({
    name: 'wait',
    description: 'Waits.',
    parameters: z.object({}),
    execute: () => gate.promise,
  });
  return { gate, agent: new RealtimeAgent({ name: 'Tester', tools: [wait] }) };
}

it('peer defect 1: RS-13 a refused second connect leaves tools, approvals and the agent alone', async () => {
  const { gate, agent: waiting } = waitingAgent();
  const ask = tool({
    name: 'ask',
    description: 'Asks.',
    parameters: z.object({}),
    needsApproval: true,
    execute: () => 'allowed',
  });
  const agent = waiting.clone({ tools: [...waiting.tools, ask] });
  const { session, peer, play } = await connectSession({ agent });
  const asking = toolCall({ ...call, callId: 'call_2', name: 'ask' });
  await play(responseCreated('resp_1'), ...toolCall(call), ...asking);
  await expect(session.connect()).rejects.toMatchObject({ reason: 'invalid_input' });
  const late = toolCall({ ...call, callId: 'call_3', name: 'ask' });
  await play(...late, responseDone('resp_1'));
  expect(session.approve('call_2')).toBe(true);
  expect(session.approve('call_3')).toBe(true);
  gate.resolve('done waiting');
  await peer.next('response.create');
  expect(told(peer).slice(1).sort()).toEqual([
    'output allowed',
    'output allowed',
    'output done waiting',
    'response.create',
  ]);
  expect(session.agent).toBe(agent);
});

it('peer defect 13: RS-12 a close of the server is told, and the session goes on where it was', async () => {
  const { session, peer, of, reconnected } = await connectSession();
  session.sendMessage('Hello');
  const { item } = await peer.next('conversation.item.create');
  peer.close(1001);
  const next = await reconnected();
  expect(of('connection').map(({ connection }) => connection.state)).toContain('reconnecting');
  expect(told(next)).toEqual(['session.update', 'user: Hello', 'response.create']);
  expect(next.received[1]).toMatchObject({ item: { id: item.id } });
});

it('peer defect 14: TL-3 a tool that finishes after a drop is answered for on the next connection', async () => {
  const { gate, agent } = waitingAgent();
  const { peer, play, of, reconnected } = await connectSession({ agent });
  await play(responseCreated('resp_1'), ...toolCall(call), responseDone('resp_1'));
  peer.drop();
  const next = await reconnected();
  gate.resolve('done waiting');
  await next.next('response.create');
  expect(told(next)).toEqual(['session.update', 'call wait', 'output done waiting', 'response.create']);
  expect(of('error')).toEqual([]);
});

it('peer defect 15: MC-2 a server that never answers the handshake is given up in time', async () => {
  const server = await startScriptedServer({ silent: true });
  const clock = createFakeClock();
  const runner = new RealtimeRunner({ startingAgent: new RealtimeAgent({ name: 'Tester' }), clock });
  const run = expect(runner.run({ modelConfig: { url: server.url } })).rejects.toMatchObject({
    reason: 'connection',
  });
  await vi.waitFor(() => expect(server.connectionCount).toBe(1));
  clock.advance(3_000);
  await run;
  await server.close();
});

it('peer defect 15: RS-12 a connection that died without a word is found within 6 s of activity', async () => {
  const { session, peer, clock } = await connectSession();
  peer.freeze();
  session.sendMessage('Is anybody there?');
  clock.advance(6_000);
  await vi.waitFor(() => expect(session.connection.state).toBe('reconnecting'));
});

it('peer defect 16: RS-14 errors that nobody listens to end nothing', async () => {
  const server = await startScriptedServer();
  onTestFinished(() => server.close());
  const runner = new RealtimeRunner({ startingAgent: new RealtimeAgent({ name: 'Tester' }) });
  const running = runner.run({ modelConfig: { url: server.url } });
  const peer = await server.connection();
  await confirmSettings(peer);
  await using session = await running;
  peer.send(serverError('server_error'), serverError('invalid_value'));
  await peer.settled();
  expect(session.connection.state).toBe('connected');
  session.sendMessage('Still there?');
  await peer.next('response.create');
});
