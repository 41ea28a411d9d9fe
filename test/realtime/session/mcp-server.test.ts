import { describe, expect, it, vi } from 'vitest';
import { type McpServer, RealtimeAgent } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { toolWire } from '../support/tool-wire.ts';
import { confirmSettings, toolCalls } from '../support/wire-script.ts';

const inputSchema = { type: 'object', properties: { q: { type: 'string' } } };

const serverOf = (callTool: McpServer['callTool']): McpServer => ({
  name: 'docs',
  listTools: () => Promise.resolve([{ name: 'search', description: 'Searches', inputSchema }]),
  callTool,
});
const searching = toolCalls('resp_1', [{ callId: 'call_1', name: 'search', args: '{"q":"ws"}' }]);

describe('an MCP server that runs here', () => {
  it('AG-1: lends its tools to the agent, and its text becomes the output', async () => {
    const callTool = vi.fn(() =>
      Promise.resolve([
        { type: 'text', text: 'one' },
        { type: 'text', text: 'two' },
      ]),
    );
    const agent = new RealtimeAgent({ name: 'Tester', mcpServers: [serverOf(callTool)] });
    const { firstUpdate, session, peer, play } = await connectSession({ agent });
    expect(firstUpdate).toMatchObject({
      tools: [{ type: 'function', name: 'search', description: 'Searches', parameters: inputSchema }],
    });
    await play(...searching);
    expect(callTool).toHaveBeenCalledExactlyOnceWith('search', { q: 'ws' });
    expect(toolWire(peer)).toEqual(['call_1: one\ntwo', 'create']);

    const switched = session.updateAgent(new RealtimeAgent({ name: 'Other' }));
    expect(await confirmSettings(peer)).toMatchObject({ tools: [] });
    await switched;
  });

  it('gives the model anything but text as data, and a failure as an error of the tool', async () => {
    const picture = [{ type: 'image', data: 'AAAA' }];
    const callTool = vi.fn<McpServer['callTool']>();
    callTool.mockResolvedValueOnce(picture).mockRejectedValueOnce(new Error('down'));
    const agent = new RealtimeAgent({ name: 'Tester', mcpServers: [serverOf(callTool)] });
    const { peer, play, of } = await connectSession({ agent });
    await play(...searching);
    await play(...toolCalls('resp_2', [{ callId: 'call_2', name: 'search', args: '{}' }]));
    expect(toolWire(peer)).toContain(`call_1: ${JSON.stringify(picture)}`);
    expect(of('tool_end')).toMatchObject([{ outcome: 'success' }, { outcome: 'error' }]);
  });

  it('that cannot list its tools fails the start, by name', async () => {
    const server = { ...serverOf(vi.fn()), listTools: () => Promise.reject(new Error('refused')) };
    const agent = new RealtimeAgent({ name: 'Tester', mcpServers: [server] });
    await expect(connectSession({ agent })).rejects.toThrow('The MCP server docs could not list its tools.');
  });
});
