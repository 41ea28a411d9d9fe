import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { backgroundResult, RealtimeAgent, tool } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';
import { answer, itemEcho, responseDone, serverError, toolCalls } from '../support/wire-script.ts';

describe('a written turn', () => {
  it('RS-4: a message becomes an item and one request for an answer', async () => {
    const { session, peer } = await connectSession();
    session.sendMessage('Hello');
    await peer.settled();

    const created = await peer.next('conversation.item.create');
    expect(created.item).toMatchObject({ role: 'user', content: [{ type: 'input_text', text: 'Hello' }] });
    expect(peer.received.map((event) => event.type)).toEqual([
      'session.update',
      'conversation.item.create',
      'response.create',
    ]);
    expect(peer.violations).toEqual([]);
  });

  it('RS-4: an image travels with the text', async () => {
    const { session, peer } = await connectSession();
    session.sendMessage({
      type: 'message',
      role: 'user',
      content: [
        { type: 'input_text', text: 'What is this?' },
        { type: 'input_image', imageUrl: 'data:image/png;base64,AAAA', detail: 'low' },
      ],
    });
    const created = await peer.next('conversation.item.create');
    expect(created.item).toMatchObject({
      content: [
        { type: 'input_text', text: 'What is this?' },
        { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'low' },
      ],
    });
  });

  it('MC-7: a written answer streams as text', async () => {
    const { play, of, session } = await connectSession();
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hi there.', audioMs: 0 }));

    expect(of('transcript').map(({ source, text, final }) => ({ source, text, final }))).toEqual([
      { source: 'text', text: 'Hi there.', final: false },
      { source: 'text', text: 'Hi there.', final: true },
    ]);
    expect(of('audio')).toEqual([]);
    expect(session.history).toMatchObject([{ content: [{ type: 'output_text', text: 'Hi there.' }] }]);
  });

  it('SQ-2: a message whose answer lost the race against another one is answered after it, and nobody sees the error', async () => {
    const { session, peer, play, of } = await connectSession();
    session.sendMessage('Hello');
    const create = await peer.next('response.create');
    // The server had begun an answer of its own before the message arrived.
    const [started, ...rest] = answer({
      responseId: 'resp_vad',
      itemId: 'item_A1',
      text: 'Yes?',
      audioMs: 0,
    });
    await play(started!);
    await play(
      serverError('conversation_already_has_active_response', { event_id: create.event_id }),
      ...itemEcho((await peer.next('conversation.item.create')).item),
    );
    expect(peer.received.filter((event) => event.type === 'response.create')).toHaveLength(1);
    await play(...rest);

    const retry = await peer.next('response.create');
    expect(retry.event_id).not.toBe(create.event_id);
    expect(of('error')).toEqual([]);
  });

  it('SQ-1: a second message waits until the running answer is done', async () => {
    const { session, peer, play } = await connectSession();
    session.sendMessage('One');
    const [started, ...rest] = answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Uno', audioMs: 0 });
    await play(started!);
    session.sendMessage('Two');
    session.sendMessage('Three');
    await peer.settled();
    expect(peer.received.filter((event) => event.type === 'response.create')).toHaveLength(1);
    await play(...rest);
    expect(peer.received.filter((event) => event.type === 'response.create')).toHaveLength(2);
  });

  it('SQ-1 RS-10: a raw response.create keeps its payload and waits for its turn; other raw messages go out at once', async () => {
    const { session, peer, play } = await connectSession();
    session.sendMessage('One');
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Uno', audioMs: 0 }).slice(0, 1));
    session.sendRaw({ type: 'response.create', response: { instructions: 'Rhyme.' } });
    session.sendRaw({ type: 'conversation.item.retrieve', item_id: 'item_A1' });
    await peer.settled();
    expect(peer.received.at(-1)?.type).toBe('conversation.item.retrieve');
    await peer.next('response.create');

    await play(responseDone('resp_1'));
    expect((await peer.next('response.create')).response).toMatchObject({ instructions: 'Rhyme.' });
  });

  it('SQ-3: an answer beside the conversation blocks nothing and is not heard', async () => {
    const { session, peer, play, of } = await connectSession();
    const besides = answer({ responseId: 'resp_oob', itemId: 'item_X', text: 'A title', audioMs: 20 }).map(
      (event) =>
        'response' in event
          ? { ...event, response: { ...(event.response as object), conversation_id: null } }
          : event,
    );
    const words = besides.filter(
      (event) => !String((event as { type: string }).type).startsWith('conversation.'),
    );
    await play(...words.slice(0, 3));
    session.sendMessage('Hello');
    await peer.next('response.create');
    await play(...words.slice(3));

    expect(of('response_done')).toMatchObject([
      { responseId: 'resp_oob', outOfBand: true, output: 'A title' },
    ]);
    expect([...of('transcript'), ...of('audio'), ...of('audio_end')]).toEqual([]);
    expect(session.history).toEqual([]);
  });

  it('RS-11: usage adds up over responses', async () => {
    const { session, play, of } = await connectSession();
    const usage = {
      total_tokens: 30,
      input_tokens: 20,
      output_tokens: 10,
      input_token_details: {
        text_tokens: 15,
        audio_tokens: 5,
        cached_tokens: 8,
        cached_tokens_details: { text_tokens: 8 },
      },
      output_token_details: { text_tokens: 4, audio_tokens: 6 },
    };
    await play(responseDone('resp_1', { usage }), responseDone('resp_2', { usage }), responseDone('resp_3'));

    expect(of('usage')).toHaveLength(2);
    expect(session.usage).toEqual({
      totalTokens: 60,
      inputTokens: 40,
      outputTokens: 20,
      input: { text: 30, audio: 10, image: 0 },
      cached: { text: 16, audio: 0, image: 0, total: 16 },
      output: { text: 8, audio: 12 },
    });
  });

  it('EV-2: tells when nothing is left to do', async () => {
    const { play, of } = await connectSession();
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hi.', audioMs: 0 }));
    expect(of('idle')).toHaveLength(1);
  });

  it('EV-2: is idle after a tool that asks for no answer only when the tool has ended', async () => {
    let finish = (_: unknown): void => {};
    const quiet = tool({
      name: 'note',
      description: 'Notes something',
      parameters: z.object({}),
      execute: () => new Promise((resolve) => (finish = resolve)),
    });
    const { peer, play, of } = await connectSession({
      agent: new RealtimeAgent({ name: 'Tester', tools: [quiet] }),
    });
    await play(...toolCalls('resp_1', [{ callId: 'call_1', name: 'note', args: '{}' }]));
    expect(of('idle')).toEqual([]);
    finish(backgroundResult('noted'));
    await peer.settled();
    expect(of('idle')).toHaveLength(1);
    expect(of('tool_end')).toMatchObject([{ responseId: 'resp_1', outcome: 'success' }]);
    expect(peer.received.map((event) => event.type)).not.toContain('response.create');
  });
});
