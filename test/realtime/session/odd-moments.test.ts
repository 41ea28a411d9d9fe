import { describe, expect, it } from 'vitest';
import { hostedMcpTool, RealtimeAgent, tool } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { told } from '../support/told.ts';
import { toolWire } from '../support/tool-wire.ts';
import {
  confirmSettings,
  itemEcho,
  responseCreated,
  responseDone,
  speechStarted,
  toolCall,
} from '../support/wire-script.ts';

const quick = tool({ name: 'quick', description: '', parameters: {}, execute: () => 'done' });
const CALL = { responseId: 'resp_1', callId: 'call_1', name: 'quick', args: '{}' };

describe('a session in odd moments', () => {
  it('SQ-4: tools of a response the server forgot to end are spoken about all the same', async () => {
    const { play, pass, peer } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', tools: [quick] }),
    });
    await play(responseCreated('resp_1'), ...toolCall(CALL));
    await pass(61_000);
    expect(toolWire(peer)).toEqual(['call_1: done', 'create']);
  });

  it('RS-8: nobody is waited for to stop speaking when turn detection was switched off meanwhile', async () => {
    const { session, play, peer } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', tools: [quick] }),
    });
    await play(speechStarted('item_U1'));
    const updated = session.updateSession({ turnDetection: null });
    await confirmSettings(peer);
    await updated;
    await play(responseCreated('resp_1'), ...toolCall(CALL));
    await play(responseDone('resp_1'));
    expect(toolWire(peer)).toEqual(['call_1: done', 'create']);
  });

  it('a push-to-talk turn that ended while offline is handed in to the next connection, turn detection or not', async () => {
    const { session, peer, reconnected } = await connectSession();
    session.startTurn();
    session.sendAudio(new Int16Array(4_800));
    await peer.settled();
    peer.drop();
    await expect.poll(() => session.connection.state).toBe('reconnecting');
    session.sendAudio(new Int16Array(4_800));
    session.endTurn();
    const next = await reconnected();
    expect(told(next).slice(1)).toEqual([
      'input_audio_buffer.append',
      'input_audio_buffer.append',
      'input_audio_buffer.commit',
      'response.create',
    ]);
  });

  it('TL-5: an approval request of the server under the id of a waiting call takes nothing from it', async () => {
    const risky = tool({
      name: 'risky',
      description: '',
      parameters: {},
      risk: 'high',
      execute: () => 'done',
    });
    const docs = hostedMcpTool({ serverLabel: 'docs', serverUrl: 'https://mcp.example.com/sse' });
    const { session, play, peer } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', tools: [risky, docs] }),
    });
    await play(responseCreated('resp_1'), ...toolCall({ ...CALL, name: 'risky' }));
    const item = {
      type: 'mcp_approval_request',
      id: 'call_1',
      server_label: 'docs',
      name: 'wipe',
      arguments: '{}',
    };
    await play(...itemEcho(item));
    expect(session.pendingApprovals.map(({ toolName }) => toolName)).toEqual(['risky']);
    session.approve('call_1');
    await peer.settled();
    expect(toolWire(peer)).toEqual(['call_1: done']);
    const answers = peer.received.flatMap((event) =>
      event.type === 'conversation.item.create' && event.item.type === 'mcp_approval_response'
        ? [event.item]
        : [],
    );
    expect(answers).toMatchObject([{ approval_request_id: 'call_1', approve: false }]);
  });

  it('RS-12: a conversation with more pictures than a connection can take at once is brought back', async () => {
    const { session, peer, play, reconnected } = await connectSession();
    const imageUrl = `data:image/png;base64,${'A'.repeat(6_000_000)}`;
    for (let n = 1; n <= 3; n += 1) {
      session.sendMessage({
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: `Picture ${n}` },
          { type: 'input_image', imageUrl },
        ],
      });
      const { item } = await peer.next('conversation.item.create');
      await play(...itemEcho(item));
    }
    peer.drop();
    await reconnected();
    await expect.poll(() => session.connection.state).toBe('connected');
  });
});
