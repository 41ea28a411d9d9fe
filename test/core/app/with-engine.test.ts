import { describe, expect, it, onTestFinished } from 'vitest';
import { type App, createApp } from '#core/app.ts';
import { forkNode, launchEngine } from '#engine/launch.ts';
import { createClock } from '#shared/base/clock.ts';
import { createFakeAudioPage, type FakeAudioPage } from '../../support/fake-audio-page.ts';
import { createFakePorts, type FakePorts } from '../../support/fake-ports.ts';
import { chunked, padded, synthesise } from '../../support/speech.ts';

const poll = expect.poll;
/** Speech takes its time on a busy machine, ms. */
const PATIENCE = { timeout: 30_000 };

async function openApp(): Promise<{ app: App; ports: FakePorts; page: FakeAudioPage }> {
  const clock = createClock(globalThis);
  const startEngine = () => launchEngine({ clock, fork: forkNode });
  const ports = createFakePorts({ clock, startEngine });
  const app = await createApp(ports);
  onTestFinished(async () => {
    await app.close();
    ports.dispose();
  });
  const page = createFakeAudioPage();
  app.bridge.attachAudio(page.lane);
  await app.start();
  await poll(() => app.state.assistant.kind, PATIENCE).toBe('ready');
  return { app, ports, page };
}

describe('on the offline engine', { timeout: 60_000 }, () => {
  it('a question under the key is heard, looked up and answered aloud', async () => {
    const { app, page } = await openApp();
    const question = padded(await synthesise('what time is it'));
    await app.bridge.request('talk.start', {});
    for (const samples of chunked(question, 20)) page.send({ type: 'frame', samples });
    await app.bridge.request('talk.stop', {});
    page.send({ type: 'stopped' });
    await poll(() => app.state.assistant.kind, PATIENCE).toBe('speaking');
    await poll(() => page.commands.at(-1)?.type, PATIENCE).toBe('end');
    await poll(() => app.state.transcript.map((line) => line.status), PATIENCE).toEqual(['done', 'done']);
    expect(app.state.transcript.map((line) => line.text)).toEqual([
      'what time is it',
      expect.stringMatching(/^It is \d{1,2}:\d\d [AP]M\.$/),
    ]);
    expect(app.state.activities).toMatchObject([{ tool: 'get_current_time', status: 'done' }]);
    const itemId = app.state.transcript[1]?.id ?? '';
    expect(page.samplesOf(itemId)).toBeGreaterThan(12_000);
    page.playToEnd(itemId);
    // The end of the sound is told before the end of the answer.
    await poll(() => app.state.assistant.kind, PATIENCE).toBe('ready');
  });

  it('an action is asked about aloud, and done only after the click', async () => {
    const { app, ports, page } = await openApp();
    await app.bridge.request('text.send', { text: 'open example.com' });
    await poll(() => app.state.approvals, PATIENCE).toHaveLength(1);
    await poll(() => app.state.transcript.at(-1), PATIENCE).toMatchObject({
      role: 'assistant',
      text: 'Shall I open example.com? Please press yes or no.',
      status: 'done',
    });
    const question = app.state.transcript.at(-1)?.id ?? '';
    expect(page.samplesOf(question)).toBeGreaterThan(24_000);
    expect(ports.opened).toEqual([]);
    await app.bridge.request('approval.decide', { id: app.state.approvals[0]?.id, allow: true });
    await poll(() => app.state.transcript.at(-1)?.text, PATIENCE).toBe('I opened example.com.');
    expect(ports.opened).toEqual(['url https://example.com/']);
  });

  it('hands-free a sentence that was cut off by muting is forgotten, and the next one is answered', async () => {
    const { app, page } = await openApp();
    const question = padded(await synthesise('what time is it'), { before: 400, after: 1_500 });
    const say = (samples: Int16Array): void => {
      for (const frame of chunked(samples, 20)) page.send({ type: 'frame', samples: frame });
    };
    await app.bridge.request('hands_free.set', { on: true });
    say(question.subarray(0, 24_000));
    await poll(() => app.state.assistant, PATIENCE).toMatchObject({ kind: 'listening', hearsSpeech: true });
    await app.bridge.request('mute.set', { on: true });
    expect(app.state.assistant.kind).toBe('muted');
    await app.bridge.request('mute.set', { on: false });
    say(question);
    await poll(() => app.state.assistant.kind, PATIENCE).toBe('speaking');
    // How sure the recogniser was decides what is answered; here it counts that this sentence, and only this, was heard.
    expect(app.state.transcript).toMatchObject([
      { role: 'user', text: 'what time is it', status: 'done' },
      { role: 'assistant' },
    ]);
  });

  it('hands-free a sentence that the server had not told of when it was muted is ended by silence', async () => {
    const { app, page } = await openApp();
    const question = padded(await synthesise('what time is it'), { before: 400, after: 0 });
    await app.bridge.request('hands_free.set', { on: true });
    for (const frame of chunked(question, 20)) page.send({ type: 'frame', samples: frame });
    await app.bridge.request('mute.set', { on: true });
    expect(app.state).toMatchObject({ assistant: { kind: 'muted' }, microphoneWanted: false });
    await poll(() => app.state.transcript[0], PATIENCE).toMatchObject({
      role: 'user',
      text: 'what time is it',
      status: 'done',
    });
  });

  it('a voice is heard before it is chosen, and the conversation knows nothing of it', async () => {
    const { app, page } = await openApp();
    const heard = app.bridge.request('voice.preview', { name: 'awb' });
    await poll(() => page.commands.at(-1)?.type, PATIENCE).toBe('end');
    const [first] = page.commands;
    const itemId = first?.type === 'audio' ? first.itemId : '';
    expect(page.samplesOf(itemId)).toBeGreaterThan(24_000);
    page.playToEnd(itemId);
    expect(await heard).toEqual({ ok: true, value: undefined });
    expect(app.state).toMatchObject({ transcript: [], assistant: { kind: 'ready' } });
  });
});
