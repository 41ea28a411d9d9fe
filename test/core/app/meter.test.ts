import { describe, expect, it } from 'vitest';
import { chunked, joined, silence, synthesise } from '../../support/speech.ts';
import { type AppBench, openAppBench } from '../support/app-bench.ts';

const poll = expect.poll;
/** The detector's thread loads on a busy machine, ms. */
const PATIENCE = { timeout: 15_000 };

async function reading(bench: AppBench, after = 0) {
  const reply = await bench.request('meter.read', { after });
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

describe('the meter of the settings', () => {
  it('opens the microphone, hears speech with the detector of the engine, and sends nothing of it away', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    expect(bench.app.state.microphoneWanted).toBe(false);
    expect((await reading(bench)).frames).toEqual([]);
    expect(bench.app.state).toMatchObject({ microphoneWanted: true, assistant: { kind: 'ready' } });
    const sound = joined(silence(300), await synthesise('what time is it'), silence(300));
    for (const samples of chunked(sound, 20)) {
      bench.page.send({ type: 'frame', samples });
      // As a microphone does, and not all at once.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await poll(async () => (await reading(bench)).count, PATIENCE).toBeGreaterThan(20);
    await poll(async () =>
      Math.max(...(await reading(bench)).frames.map(({ probability }) => probability)),
    ).toBeGreaterThan(0.9);
    await peer.settled();
    expect(peer.received.filter(({ type }) => type === 'input_audio_buffer.append')).toEqual([]);
  });

  it('cuts by the settings of now', async () => {
    const bench = await openAppBench();
    expect((await reading(bench)).threshold).toBe(0.5);
    await bench.request('settings.update', { patch: { turns: { detection: 'server_vad', threshold: 0.8 } } });
    expect((await reading(bench)).threshold).toBe(0.8);
  });

  it('closes the microphone and forgets when it is stopped', async () => {
    const bench = await openAppBench();
    await reading(bench);
    bench.page.speak(40);
    await poll(async () => (await reading(bench)).count, PATIENCE).toBeGreaterThan(0);
    await bench.request('meter.stop');
    expect(bench.app.state.microphoneWanted).toBe(false);
    expect((await reading(bench)).count).toBe(0);
  });

  it('closes the microphone by itself when the page is gone', async () => {
    const bench = await openAppBench();
    await reading(bench);
    expect(bench.app.state.microphoneWanted).toBe(true);
    await poll(() => bench.app.state.microphoneWanted, { timeout: 5_000 }).toBe(false);
  });
});
