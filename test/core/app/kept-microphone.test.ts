import { describe, expect, it } from 'vitest';
import { createFakeAudioPage } from '../../support/fake-audio-page.ts';
import type { ScriptedPeer } from '../../support/scripted-server.ts';
import { type AppBench, openAppBench } from '../support/app-bench.ts';

/** Connected, with one turn behind it after which the microphone stayed open. */
async function afterTurn(): Promise<{ bench: AppBench; peer: ScriptedPeer }> {
  const bench = await openAppBench({ stored: { version: 1, microphone: { keepOpen: 'always' } } });
  await bench.app.start();
  const peer = await bench.connected();
  await expect.poll(() => bench.app.state.assistant.kind).toBe('ready');
  await bench.request('talk.start');
  bench.page.speak(10);
  await bench.request('talk.stop');
  bench.page.send({ type: 'stopped' });
  expect(bench.app.state).toMatchObject({ microphoneWanted: false, microphoneKept: true });
  return { bench, peer };
}

describe('a microphone that is kept open', () => {
  it('is heard by nobody until the key is down again', async () => {
    const { bench, peer } = await afterTurn();
    const appends = () => peer.received.filter(({ type }) => type === 'input_audio_buffer.append').length;
    await expect.poll(appends).toBe(10);
    bench.page.speak(3);
    await bench.request('talk.start');
    bench.page.speak(2);
    await expect.poll(appends).toBe(12);
  });

  it('is closed when the system has another default, and not when only others come and go', async () => {
    const { bench } = await afterTurn();
    const find = (defaultLabel: string, ...labels: string[]) =>
      bench.request('microphone.found', {
        found: labels.map((label) => ({ id: label, label })),
        defaultLabel,
      });
    await find('Built-in', 'Built-in');
    await find('Built-in', 'Built-in', 'Headset');
    expect(bench.app.state.microphoneKept).toBe(true);
    await find('Headset', 'Built-in', 'Headset');
    expect(bench.app.state.microphoneKept).toBe(false);
  });

  it.each<[string, (bench: AppBench) => unknown]>([
    ['the person closes it, or leaves', (bench) => bench.request('microphone.release')],
    ['it fails', (bench) => bench.request('microphone.failed', { message: 'It is gone.' })],
    ['Hark is muted', (bench) => bench.request('mute.set', { on: true })],
    ['its page is gone', (bench) => bench.page.leave()],
    ['another page has the audio', (bench) => bench.app.bridge.attachAudio(createFakeAudioPage().lane)],
  ])('is closed when %s', async (_, end) => {
    const { bench } = await afterTurn();
    await end(bench);
    expect(bench.app.state).toMatchObject({ microphoneWanted: false, microphoneKept: false });
  });
});
