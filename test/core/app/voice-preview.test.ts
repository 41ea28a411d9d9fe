import { describe, expect, it } from 'vitest';
import { answerEnd, answerStart, confirmSettings } from '../../realtime/support/wire-script.ts';
import type { ScriptedPeer } from '../../support/scripted-server.ts';
import { type AppBench, openAppBench } from '../support/app-bench.ts';

const spoken = { responseId: 'r1', itemId: 'p1', previousItemId: null, text: 'Hello.', audioMs: 300 };
const poll = expect.poll;

async function start(): Promise<{ bench: AppBench; conversation: ScriptedPeer }> {
  const bench = await openAppBench();
  await bench.app.start();
  const conversation = await bench.connected();
  await poll(() => bench.app.state.assistant.kind).toBe('ready');
  return { bench, conversation };
}

/** The session of a preview, told which voice, and asked for its sentence. */
async function previewSession(bench: AppBench): Promise<{ peer: ScriptedPeer; settings: object }> {
  const peer = await bench.server.connection();
  const settings = await confirmSettings(peer);
  const { response } = await peer.next('response.create');
  expect(response?.instructions).toContain('This is how I sound');
  return { peer, settings };
}

describe('the preview of a voice', () => {
  it('is spoken in that voice by the server of now, and is over when it was heard', async () => {
    const { bench } = await start();
    const heard = bench.request('voice.preview', { name: 'awb' });
    const { peer, settings } = await previewSession(bench);
    expect(settings).toMatchObject({ audio: { output: { voice: 'awb' } } });
    peer.send(...answerStart(spoken), ...answerEnd(spoken));
    await poll(() => bench.page.commands.at(-1)).toEqual({ type: 'end', itemId: 'p1' });
    expect(bench.app.state.assistant.kind).toBe('speaking');
    bench.page.playToEnd('p1');
    expect(await heard).toEqual({ ok: true, value: undefined });
    expect(bench.app.state.assistant.kind).toBe('ready');
    await peer.closed;
  });

  it('leaves the conversation, its transcript and its session alone', async () => {
    const { bench, conversation } = await start();
    const before = conversation.received.length;
    const heard = bench.request('voice.preview', { name: 'kal' });
    const { peer } = await previewSession(bench);
    peer.send(...answerStart(spoken), ...answerEnd(spoken));
    await poll(() => bench.page.commands.at(-1)).toMatchObject({ type: 'end' });
    bench.page.playToEnd('p1');
    await heard;
    await conversation.settled();
    expect(conversation.received).toHaveLength(before);
    expect(bench.app.state).toMatchObject({ transcript: [], settings: { voice: { name: 'marin' } } });
  });

  it('gives way to the person, at once', async () => {
    const { bench } = await start();
    const heard = bench.request('voice.preview', { name: 'awb' });
    const { peer } = await previewSession(bench);
    peer.send(...answerStart(spoken));
    await poll(() => bench.page.commands.at(-1)).toMatchObject({ type: 'audio' });
    await bench.request('talk.start');
    expect(bench.page.commands.at(-1)).toMatchObject({ type: 'flush' });
    expect(await heard).toMatchObject({ ok: true });
    await peer.closed;
  });

  it('gives way to the next one, and to a stop', async () => {
    const { bench } = await start();
    const first = bench.request('voice.preview', { name: 'awb' });
    const { peer } = await previewSession(bench);
    const second = bench.request('voice.preview', { name: 'rms' });
    expect(await first).toMatchObject({ ok: true });
    await peer.closed;
    expect((await previewSession(bench)).settings).toMatchObject({ audio: { output: { voice: 'rms' } } });
    await bench.request('speech.stop');
    expect(await second).toMatchObject({ ok: true });
  });

  it('says why it cannot be heard', async () => {
    const { bench } = await start();
    const heard = bench.request('voice.preview', { name: 'awb' });
    const { peer } = await previewSession(bench);
    peer.close(1011);
    expect(await heard).toMatchObject({ ok: false, error: { message: expect.stringMatching(/\w/) } });
    expect(bench.app.state.assistant.kind).toBe('ready');
  });
});
