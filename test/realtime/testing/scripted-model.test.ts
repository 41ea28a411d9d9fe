import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HarkError, type ModelEvent, RealtimeAgent, RealtimeRunner, tool } from '#realtime/index.ts';
import { ScriptedModel } from '#realtime/testing/scripted-model.ts';

const run = (model: ScriptedModel, agent = new RealtimeAgent({ name: 'Tester' })) =>
  new RealtimeRunner({ startingAgent: agent, model }).run({
    modelConfig: { apiKey: 'sk-secret', url: 'wss://example.com/v1/realtime' },
  });
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('ScriptedModel', () => {
  it('TK-1: plays a conversation without a network', async () => {
    const answer: readonly ModelEvent[] = [
      { type: 'response_started', responseId: 'resp_1', outOfBand: false },
      {
        type: 'output_done',
        responseId: 'resp_1',
        itemId: 'item_1',
        contentIndex: 0,
        source: 'text',
        text: 'Hi!',
      },
      {
        type: 'response_done',
        responseId: 'resp_1',
        outOfBand: false,
        outcome: { status: 'completed' },
        output: 'Hi!',
      },
    ];
    const model = new ScriptedModel()
      .expectStart()
      .expect({ type: 'create_item', item: { type: 'message', role: 'user' } })
      .expect({ type: 'create_response' }, answer)
      .expect({ type: 'close' });
    const session = await run(model);
    const said: string[] = [];
    session.on('transcript', ({ text }) => said.push(text));
    session.sendMessage('Hello');
    await settle();
    await session.close();
    expect(said).toEqual(['Hi!']);
    model.assertComplete();
  });

  it('TK-1: runs tools, and replies can be made from the call', async () => {
    const model = new ScriptedModel()
      .expectStart()
      .expect(
        (call) => call.type === 'create_item' && call.item.type === 'tool_output' && call.item.output === '4',
      )
      .expect({ type: 'create_response' }, (call) => [
        {
          type: 'response_started',
          responseId: 'resp_2',
          outOfBand: false,
          requestId: 'requestId' in call ? call.requestId : '',
        },
      ]);
    const add = tool({
      name: 'add',
      description: 'Adds',
      parameters: z.object({ a: z.number(), b: z.number() }),
      execute: ({ a, b }) => a + b,
    });
    const session = await run(model, new RealtimeAgent({ name: 'Tester', tools: [add] }));
    const call = {
      responseId: 'resp_1',
      itemId: 'item_1',
      callId: 'call_1',
      name: 'add',
      arguments: '{"a":2,"b":2}',
    };
    model.emit(
      { type: 'response_started', responseId: 'resp_1', outOfBand: false },
      { type: 'tool_call', ...call },
      {
        type: 'response_done',
        responseId: 'resp_1',
        outOfBand: false,
        outcome: { status: 'completed' },
        output: '',
      },
    );
    await settle();
    model.assertComplete();
    await session.close();
  });

  it('RS-3: a session that was closed hears nothing of the next one on the same model', async () => {
    const model = new ScriptedModel().expectStart().expect({ type: 'close' }).expectStart();
    const first = await run(model);
    await first.close();
    const second = await run(model);
    model.expect({ type: 'create_item', item: { type: 'tool_output' } }).expect({ type: 'create_response' });
    model.emit(
      { type: 'tool_call', responseId: 'r', itemId: 'i', callId: 'call_1', name: 'unknown', arguments: '{}' },
      {
        type: 'response_done',
        responseId: 'r',
        outOfBand: false,
        outcome: { status: 'completed' },
        output: '',
      },
    );
    await settle();
    model.assertComplete();
    await second.close();
  });

  it('an event of a model that cannot be handled is an error event, and the next one is handled', async () => {
    const model = new ScriptedModel().expectStart();
    const session = await run(model);
    const heard: string[] = [];
    session.on('error', ({ error }) => heard.push(error.message));
    session.on('user_speech_started', ({ type }) => heard.push(type));
    const audio = { type: 'audio', responseId: 'r', itemId: 'i', contentIndex: 0, samples: undefined };
    model.emit(audio as unknown as ModelEvent, { type: 'speech_started', itemId: 'u' });
    expect(heard).toEqual(['The event audio could not be handled.', 'user_speech_started']);
    await session.close();
  });

  it('TK-1: fails on a call that was not expected', async () => {
    const model = new ScriptedModel().expectStart();
    const session = await run(model);
    expect(() => session.sendMessage('Hello')).toThrow(/unexpected: .*create_item/);
    expect(() => model.assertComplete()).toThrow(/unexpected/);
    await session.close();
  });

  it('TK-1: fails on calls that did not come', async () => {
    const model = new ScriptedModel().expectStart().expect({ type: 'commit_audio' });
    const session = await run(model);
    await session.close();
    expect(() => model.assertComplete()).toThrow(/missing: .*commit_audio/);
  });

  it('TK-1: can refuse the connection, and never records the key', async () => {
    const model = new ScriptedModel().expectFailedConnect(new HarkError('authentication', 'No.'));
    await expect(run(model)).rejects.toMatchObject({ reason: 'authentication' });
    expect(JSON.stringify(model.calls)).not.toContain('sk-secret');
    expect(model.calls[0]).toMatchObject({
      type: 'connect',
      options: { url: 'wss://example.com/v1/realtime' },
    });
    model.assertComplete();
  });
});
