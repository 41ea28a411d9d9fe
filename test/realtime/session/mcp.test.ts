import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hostedMcpTool, RealtimeAgent, tool } from '#realtime/index.ts';
import type { ScriptedPeer } from '../../support/scripted-server.ts';
import { type ConnectedSession, connectSession } from '../support/connected-session.ts';
import {
  confirmSettings,
  itemEcho,
  responseCreated,
  responseDone,
  toolCall,
} from '../support/wire-script.ts';

const docs = hostedMcpTool({ serverLabel: 'docs', serverUrl: 'https://mcp.example.com/sse' });
const agent = new RealtimeAgent({ name: 'Tester', tools: [docs] });

const listing = (serverLabel: string, names: readonly string[], status = 'completed'): object[] =>
  itemEcho({
    id: `list_${serverLabel}`,
    type: 'mcp_list_tools',
    server_label: serverLabel,
    status,
    tools: names.map((name) => ({ name, input_schema: { type: 'object' }, description: `${name}!` })),
  });

type Call = {
  readonly id?: string;
  readonly output?: string;
  readonly error?: object;
  readonly status?: string;
};
const call = ({ id = 'mcp_1', ...fields }: Call): object => ({
  id,
  type: 'mcp_call',
  status: 'completed',
  server_label: 'docs',
  name: 'search',
  arguments: '{"q":"ws"}',
  ...fields,
});
/** A call that the server ran within a response (protocol reference §8.10). */
const called = (fields: Call): object[] => [
  ...itemEcho(call(fields)),
  {
    type: 'response.output_item.done',
    event_id: 'e',
    response_id: 'resp_1',
    output_index: 0,
    item: call(fields),
  },
];

const request = (fields: object = {}): object[] =>
  itemEcho({
    id: 'ask_1',
    type: 'mcp_approval_request',
    server_label: 'docs',
    name: 'search',
    arguments: '{"q":"ws"}',
    ...fields,
  });

/** What the client sent besides settings. */
const sent = (peer: ScriptedPeer): unknown[] =>
  peer.received.flatMap((event): unknown[] => {
    if (event.type === 'response.create') return ['create'];
    return event.type === 'conversation.item.create' ? [event.item] : [];
  });

const connect = (): Promise<ConnectedSession> => connectSession({ agent });

describe('hosted MCP tools', () => {
  it('are told to the server with the others, under its own names', async () => {
    const connector = hostedMcpTool({
      serverLabel: 'mail',
      connectorId: 'connector_gmail',
      authorization: 'token',
      headers: { 'X-Team': 'a' },
      allowedTools: { toolNames: ['read'], readOnly: true },
      requireApproval: { never: { toolNames: ['read'] } },
    });
    const { firstUpdate, peer } = await connectSession({ agent: agent.clone({ tools: [docs, connector] }) });
    expect(firstUpdate).toMatchObject({
      tools: [
        { type: 'mcp', server_label: 'docs', server_url: 'https://mcp.example.com/sse' },
        {
          type: 'mcp',
          server_label: 'mail',
          connector_id: 'connector_gmail',
          authorization: 'token',
          headers: { 'X-Team': 'a' },
          allowed_tools: { tool_names: ['read'], read_only: true },
          require_approval: { never: { tool_names: ['read'] } },
        },
      ],
    });
    expect(peer.violations).toEqual([]);
  });

  it.each([
    ['serverLabel', { serverLabel: 'two words', serverUrl: 'https://a.example' }],
    ['serverUrl', { serverLabel: 'docs' }],
    ['serverUrl', { serverLabel: 'docs', serverUrl: 'https://a.example', connectorId: 'connector_gmail' }],
    ['serverUrl', { serverLabel: 'docs', serverUrl: 'file:///etc/passwd' }],
  ])('a wrong %s fails at once, by name', (field, options) => {
    expect(() => hostedMcpTool(options)).toThrow(expect.objectContaining({ reason: 'invalid_input', field }));
  });

  it('TL-6: two under one label fail at the start', async () => {
    await expect(connectSession({ agent: agent.clone({ tools: [docs, docs] }) })).rejects.toThrow(/docs/);
  });

  it('what a server lists is told when it changes, as far as the agent may use it', async () => {
    const second = new RealtimeAgent({
      name: 'Second',
      tools: [hostedMcpTool({ serverLabel: 'docs', serverUrl: 'https://a.example', allowedTools: ['read'] })],
    });
    const { session, peer, play, of } = await connect();
    await play(...listing('docs', ['search', 'read']), ...listing('docs', ['search', 'read']));
    await play(...listing('elsewhere', ['other']));
    expect(of('mcp_tools_changed')).toMatchObject([
      {
        agent: { name: 'Tester' },
        tools: [
          { serverLabel: 'docs', name: 'search', description: 'search!', inputSchema: { type: 'object' } },
          { name: 'read' },
        ],
      },
    ]);

    const switched = session.updateAgent(second);
    await confirmSettings(peer);
    await switched;
    expect(session.availableMcpTools).toMatchObject([{ name: 'read' }]);
    expect(of('mcp_tools_changed')).toHaveLength(2);

    const taken = session.updateSession({ tools: [] });
    await confirmSettings(peer);
    await taken;
    expect(of('mcp_tools_changed').at(-1)).toMatchObject({ agent: { name: 'Second' }, tools: [] });
    expect(session.history).toEqual([]);
  });

  it('a server that cannot list its tools is one error, and the session goes on', async () => {
    const { session, play, of } = await connect();
    const [added, done] = listing('docs', [], 'incomplete');
    await play(added!, { type: 'mcp_list_tools.failed', event_id: 'e', item_id: 'list_docs' }, done!);
    expect(of('error')).toMatchObject([
      { error: { message: expect.stringContaining('docs') }, fatal: false },
    ]);
    expect(session.availableMcpTools).toEqual([]);
  });

  it('a call the server ran is told once, stands in the history, and is answered after its response', async () => {
    const { session, peer, play, of } = await connect();
    await play(responseCreated('resp_1'), ...called({ output: 'found' }));
    expect(of('mcp_tool_call_completed')).toMatchObject([
      {
        agent: { name: 'Tester' },
        serverLabel: 'docs',
        toolName: 'search',
        callId: 'mcp_1',
        arguments: { q: 'ws' },
        output: 'found',
        error: null,
      },
    ]);
    expect(session.history).toMatchObject([{ type: 'mcp_call', itemId: 'mcp_1', output: 'found' }]);
    expect(sent(peer)).toEqual([]);
    await play(responseDone('resp_1'));
    expect(sent(peer)).toEqual(['create']);
  });

  it('a call that failed is told with its error and answered as well', async () => {
    const { session, peer, play, of } = await connect();
    const error = { type: 'http_error', code: 500, message: 'Server down' };
    await play(responseCreated('resp_1'), ...called({ status: 'incomplete', error }), responseDone('resp_1'));
    expect(of('mcp_tool_call_completed')).toMatchObject([{ output: null, error: 'Server down' }]);
    expect(session.history).toMatchObject([{ type: 'mcp_call', error: 'Server down' }]);
    expect(sent(peer)).toEqual(['create']);
  });

  it('a call that was cut off is neither told nor answered', async () => {
    const { peer, play, of } = await connect();
    await play(responseCreated('resp_1'), ...called({ status: 'incomplete' }), responseDone('resp_1'));
    expect([of('mcp_tool_call_completed'), sent(peer)]).toEqual([[], []]);
  });

  it('TL-2: calls of the server and of ours in one response get one answer', async () => {
    let finish = (_: string): void => {};
    const slow = tool({
      name: 'slow',
      description: 'slow',
      parameters: z.object({}),
      execute: () => new Promise((resolve) => (finish = resolve)),
    });
    const { peer, play } = await connectSession({ agent: agent.clone({ tools: [docs, slow] }) });
    await play(
      responseCreated('resp_1'),
      ...called({ output: 'a' }),
      ...called({ id: 'mcp_2', output: 'b' }),
      ...toolCall({ responseId: 'resp_1', callId: 'call_1', name: 'slow', args: '{}' }),
      responseDone('resp_1'),
    );
    expect(sent(peer)).toEqual([]);
    finish('c');
    await peer.settled();
    expect(sent(peer)).toMatchObject([{ call_id: 'call_1', output: 'c' }, 'create']);
  });

  it('a call that ends outside of a response is answered at once, unless a later response has seen it', async () => {
    const { peer, play } = await connect();
    await play(...itemEcho(call({ output: 'a' })));
    expect(sent(peer)).toEqual(['create']);
    await play(responseCreated('resp_1'));
    await play(...itemEcho(call({ id: 'mcp_2', output: 'b' })));
    await play({ type: 'input_audio_buffer.speech_started', event_id: 'e', item_id: 'u', audio_start_ms: 0 });
    await play(responseDone('resp_1'));
    // The person asked something else, and that answer can speak about both.
    await play(responseCreated('resp_2'));
    await play({ type: 'input_audio_buffer.speech_stopped', event_id: 'e', item_id: 'u', audio_end_ms: 0 });
    await play(responseDone('resp_2'));
    expect(sent(peer)).toEqual(['create']);
  });

  it('AP-1 AP-3: an approval the server asks for goes through the approvals of the session', async () => {
    const { session, peer, play, of } = await connect();
    await play(responseCreated('resp_1'), ...request(), ...request(), responseDone('resp_1'));
    expect(of('tool_approval_required')).toMatchObject([
      {
        agent: { name: 'Tester' },
        responseId: 'resp_1',
        callId: 'ask_1',
        toolName: 'search',
        serverLabel: 'docs',
        arguments: { q: 'ws' },
      },
    ]);
    const [pending] = session.pendingApprovals;
    expect(() => session.approve({ ...pending!, serverLabel: 'other' })).toThrow(/not the one that waits/);
    expect(session.approve(pending!, { always: true })).toBe(true);
    await peer.settled();
    const yes = { type: 'mcp_approval_response', approval_request_id: 'ask_1', approve: true };
    expect(sent(peer)).toMatchObject([yes]);

    await play(...request({ id: 'ask_2' }));
    expect(sent(peer)).toMatchObject([yes, { ...yes, approval_request_id: 'ask_2' }]);
    expect(of('tool_approval_required')).toHaveLength(1);
  });

  it('AP-3: nobody deciding is a no, which the person hears', async () => {
    const { peer, play, pass } = await connect();
    await play(...request());
    await pass(60_000);
    expect(sent(peer)).toMatchObject([
      { type: 'mcp_approval_response', approve: false, reason: expect.stringContaining('in time') },
      'create',
    ]);
    expect(peer.violations).toEqual([]);
  });

  it('AP-2: a request that comes back with another call is an error and is not asked again', async () => {
    const { session, play, of } = await connect();
    await play(...request(), ...request({ name: 'delete' }));
    expect(session.pendingApprovals).toMatchObject([{ toolName: 'search' }]);
    expect(of('error')).toMatchObject([{ error: { reason: 'model' } }]);
  });
});
