import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { hostedMcpTool, RealtimeAgent, type ToolRespond, tool } from '#realtime/index.ts';
import type { ScriptedPeer } from '../../support/scripted-server.ts';
import { connectSession } from '../support/connected-session.ts';
import { echo, nextUpdate, told } from '../support/told.ts';
import {
  itemEcho,
  ramp,
  responseCreated,
  responseDone,
  samplesOf,
  speechStarted,
  toolCall,
  userSpoke,
} from '../support/wire-script.ts';

describe('tools of a session that loses its connection', () => {
  function slowTool(respond: ToolRespond = 'auto') {
    const gate = Promise.withResolvers<string>();
    const runs: string[] = [];
    const weather = tool({
      name: 'weather',
      description: 'Tells the weather.',
      parameters: z.object({}),
      respond,
      execute: () => {
        runs.push('run');
        return gate.promise;
      },
    });
    return { gate, runs, agent: new RealtimeAgent({ name: 'Tester', tools: [weather] }) };
  }
  const call = { responseId: 'resp_1', callId: 'call_1', name: 'weather', args: '{}' };

  it('TL-3 TL-4: a tool that ends after the drop answers on the next connection, and runs once', async () => {
    const { gate, runs, agent } = slowTool();
    const { session, peer, play, reconnected } = await connectSession({ agent });
    session.sendMessage('Weather?');
    const previousItemId = await echo(peer);
    await play(responseCreated('resp_1'), ...toolCall({ ...call, previousItemId }));
    peer.drop();
    const next = await reconnected();
    expect(told(next)).toEqual(['session.update', 'user: Weather?', 'call weather']);
    gate.resolve('Sunny');
    await next.next('response.create');
    expect(told(next).slice(3)).toEqual(['output Sunny', 'response.create']);
    expect(runs).toEqual(['run']);
  });

  it('TL-3: a tool whose answer can wait gets one output as well when it ends after the drop', async () => {
    const { gate, agent } = slowTool('whenIdle');
    const { play, peer, reconnected } = await connectSession({ agent });
    await play(responseCreated('resp_1'), ...toolCall(call), responseDone('resp_1'));
    peer.drop();
    const next = await reconnected();
    expect(told(next)).toEqual(['session.update', 'call weather']);
    gate.resolve('Sunny');
    await next.next('response.create');
    expect(told(next).slice(2)).toEqual(['output Sunny', 'response.create']);
  });

  it('TL-3: a tool that ends during the cut is told with its call, and answered', async () => {
    const { gate, agent } = slowTool();
    const { session, peer, play, reconnected, of } = await connectSession({ agent });
    session.sendMessage('Weather?');
    const previousItemId = await echo(peer);
    await play(responseCreated('resp_1'), ...toolCall({ ...call, previousItemId }));
    peer.drop();
    await vi.waitFor(() => expect(session.connection.state).toBe('reconnecting'));
    gate.resolve('Sunny');
    await vi.waitFor(() => expect(of('tool_end')).toHaveLength(1));
    const next = await reconnected();
    expect(told(next)).toEqual([
      'session.update',
      'user: Weather?',
      'call weather',
      'output Sunny',
      'response.create',
    ]);
  });

  it('TL-3: a call that was never begun is forgotten, and the turn is asked again', async () => {
    const { runs, agent } = slowTool();
    const { session, peer, play, reconnected } = await connectSession({ agent });
    session.sendMessage('Weather?');
    const previousItemId = await echo(peer);
    const begun = toolCall({ ...call, previousItemId }).slice(0, -1);
    await play(responseCreated('resp_1'), ...begun);
    peer.drop();
    const next = await reconnected();
    expect(told(next)).toEqual(['session.update', 'user: Weather?', 'response.create']);
    expect(runs).toEqual([]);
  });

  it('AP-3: an approval that was asked for can be given after the drop', async () => {
    const runs: string[] = [];
    const risky = tool({
      name: 'weather',
      description: 'Tells the weather.',
      parameters: z.object({}),
      needsApproval: true,
      execute: () => {
        runs.push('run');
        return 'Sunny';
      },
    });
    const agent = new RealtimeAgent({ name: 'Tester', tools: [risky] });
    const { session, play, peer, reconnected } = await connectSession({ agent });
    await play(responseCreated('resp_1'), ...toolCall(call), responseDone('resp_1'));
    peer.drop();
    const next = await reconnected();
    expect(session.pendingApprovals).toMatchObject([{ callId: 'call_1' }]);
    expect(session.approve('call_1')).toBe(true);
    await next.next('response.create');
    expect(told(next)).toEqual(['session.update', 'call weather', 'output Sunny', 'response.create']);
    expect(runs).toEqual(['run']);
  });
});

describe('an MCP approval of a session that loses its connection', () => {
  it('AP-2: goes with the server that asked, and nobody answers for it', async () => {
    const docs = hostedMcpTool({ serverLabel: 'docs', serverUrl: 'https://mcp.example.com' });
    const agent = new RealtimeAgent({ name: 'Tester', tools: [docs] });
    const { session, play, peer, reconnected } = await connectSession({ agent });
    const asked = { type: 'mcp_approval_request', server_label: 'docs', name: 'search', arguments: '{}' };
    await play(...itemEcho({ id: 'ask_1', ...asked }));
    const [pending] = session.pendingApprovals;
    peer.drop();
    const next = await reconnected();
    expect(session.pendingApprovals).toEqual([]);
    expect(session.approve(pending!)).toBe(false);
    next.send(...itemEcho({ id: 'ask_2', ...asked }));
    await next.settled();
    expect(session.pendingApprovals).toMatchObject([{ callId: 'ask_2', connection: 2 }]);
    expect(told(next)).toEqual(['session.update']);
  });
});

describe('the voice of a session that loses its connection', () => {
  const heard = (peer: ScriptedPeer): number[] =>
    peer.received.flatMap((event) =>
      event.type === 'input_audio_buffer.append' ? [...samplesOf(event.audio)] : [],
    );

  it('RS-6: a turn that is open through the cut arrives whole on the next connection', async () => {
    const { session, peer, reconnected } = await connectSession();
    session.startTurn();
    expect(session.sendAudio(ramp(2_400))).toBe(true);
    peer.drop();
    await vi.waitFor(() => expect(session.connection.state).toBe('reconnecting'));
    expect(session.sendAudio(ramp(2_400, 2_400))).toBe(true);
    const next = await reconnected();
    session.sendAudio(ramp(2_400, 4_800));
    session.endTurn();
    await next.next('response.create');
    expect(heard(next)).toEqual([...ramp(7_200)]);
    expect(told(next).slice(-2)).toEqual(['input_audio_buffer.commit', 'response.create']);
  });

  it('RS-6: a turn of 25 s arrives whole, more than may wait of fresh audio', async () => {
    const { session, peer, reconnected } = await connectSession();
    session.startTurn();
    peer.drop();
    await vi.waitFor(() => expect(session.connection.state).toBe('reconnecting'));
    for (let frame = 0; frame < 250; frame += 1) session.sendAudio(ramp(2_400));
    const next = await reconnected();
    await vi.waitFor(() => expect(heard(next)).toHaveLength(600_000));
    expect(session.droppedAudioMs).toBe(0);
  });

  it('RS-6: a turn that was handed in and not understood is handed in again, and answered', async () => {
    const { session, peer, play, reconnected } = await connectSession();
    await holdTurns(session, peer);
    session.startTurn();
    session.sendAudio(ramp(2_400));
    session.endTurn();
    await play(...userSpoke('item_U1', null));
    peer.drop();
    const next = await reconnected();
    expect(heard(next)).toEqual([...ramp(2_400)]);
    expect(told(next).slice(-2)).toEqual(['input_audio_buffer.commit', 'response.create']);
    expect(session.history).toEqual([]);
  });

  it('RS-5: hands-free, what was being said is heard again from its beginning', async () => {
    const { session, peer, play, reconnected } = await connectSession();
    session.sendAudio(ramp(2_400));
    await play(speechStarted('item_U1'));
    session.sendAudio(ramp(2_400, 2_400));
    peer.drop();
    const next = await reconnected();
    expect(heard(next)).toEqual([...ramp(4_800)]);
  });
});

/** Takes the turns out of the server's hands. */
async function holdTurns(
  session: Awaited<ReturnType<typeof connectSession>>['session'],
  peer: ScriptedPeer,
): Promise<void> {
  const changed = session.updateSession({ turnDetection: null });
  const { session: update } = await nextUpdate(peer, 1);
  peer.send({ type: 'session.updated', event_id: 'e', session: update });
  await changed;
}
