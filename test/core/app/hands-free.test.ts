import { describe, expect, it } from 'vitest';
import {
  answerEnd,
  answerStart,
  confirmSettings,
  speechStarted,
  speechStopped,
  userSpoke,
} from '../../realtime/support/wire-script.ts';
import { openAppBench } from '../support/app-bench.ts';

const spoken = { responseId: 'r1', itemId: 'a1', previousItemId: 'u1', text: 'It is ten.', audioMs: 300 };
const poll = expect.poll;

describe('hands-free', () => {
  it('sends everything, shows who speaks, and stops when it is switched off', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('hands_free.set', { on: true });
    const update = await confirmSettings(peer);
    expect(update).toMatchObject({
      audio: { input: { turn_detection: { type: 'semantic_vad', eagerness: 'auto' } } },
    });
    expect(bench.app.state).toMatchObject({
      assistant: { kind: 'listening', turn: 'hands_free', hearsSpeech: false },
      microphoneWanted: true,
      handsFree: true,
      settings: { turns: { mode: 'hands_free' } },
    });
    bench.page.speak(3);
    peer.send(speechStarted('u1'));
    await poll(() => bench.app.state.assistant).toMatchObject({ hearsSpeech: true });
    peer.send(speechStopped('u1'), ...userSpoke('u1', null), ...answerStart(spoken));
    await poll(() => bench.app.state.assistant.kind).toBe('speaking');
    expect(bench.app.state.microphoneWanted).toBe(true);
    peer.send(speechStarted('u2'));
    await poll(() => bench.page.commands.at(-1)).toMatchObject({ type: 'flush' });
    expect(bench.app.state.assistant).toMatchObject({ kind: 'listening', hearsSpeech: true });
    peer.send(...answerEnd(spoken, 'cancelled'));

    await bench.request('mute.set', { on: true });
    await peer.next('input_audio_buffer.clear');
    bench.page.speak(5);
    await peer.settled();
    const heard = peer.received.filter((event) => event.type === 'input_audio_buffer.append');
    // What was spoken before, and then silence instead of the microphone.
    expect(heard.length).toBeGreaterThan(3);
    expect(heard.slice(3).every(({ audio }) => /^A+=*$/.test(audio))).toBe(true);
    expect(bench.app.state).toMatchObject({ microphoneWanted: false, muted: true });
    await bench.request('hands_free.set', { on: false });
    expect(bench.app.state).toMatchObject({ handsFree: false, muted: false, microphoneWanted: false });
  });

  it('lets an answer be interrupted as easily as is set, and turns begin as before', async () => {
    const turns = { detection: 'server_vad', interruption: 'low', threshold: 0.5 };
    const bench = await openAppBench({ stored: { turns } });
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('hands_free.set', { on: true });
    await confirmSettings(peer);
    peer.send(...answerStart(spoken), ...answerEnd(spoken));
    expect(await confirmSettings(peer)).toMatchObject({
      audio: { input: { turn_detection: { threshold: 0.7 } } },
    });
    await poll(() => bench.page.commands.at(-1)).toMatchObject({ type: 'end' });
    bench.page.playToEnd(spoken.itemId);
    expect(await confirmSettings(peer)).toMatchObject({
      audio: { input: { turn_detection: { threshold: 0.5 } } },
    });
  });

  it('never opens the microphone by a start', async () => {
    const bench = await openAppBench({ stored: { turns: { mode: 'hands_free' } } });
    await bench.app.start();
    await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('muted');
    expect(bench.app.state).toMatchObject({ handsFree: true, microphoneWanted: false });
    await bench.request('talk.toggle');
    expect(bench.app.state).toMatchObject({ assistant: { kind: 'listening' }, microphoneWanted: true });
  });

  it('listens on when player and recorder had to be built anew, and says so once', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    await bench.connected();
    await bench.request('hands_free.set', { on: true });
    await bench.request('audio.restarted');
    await bench.request('audio.restarted');
    expect(bench.app.state).toMatchObject({
      muted: false,
      notices: [{ error: { reason: 'device', action: 'Say it again.' } }],
    });
    expect(bench.app.state.notices).toHaveLength(1);
  });

  it('is muted when the microphone cannot be opened, which is said', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    await bench.connected();
    await bench.request('hands_free.set', { on: true });
    await bench.request('microphone.failed', { message: 'Denied.', action: 'Allow it.' });
    expect(bench.app.state).toMatchObject({
      muted: true,
      microphoneWanted: false,
      notices: [{ error: { reason: 'device', message: 'Denied.', action: 'Allow it.' } }],
    });
    await bench.request('notice.dismiss', { id: bench.app.state.notices[0]?.id ?? '' });
    expect(bench.app.state.notices).toEqual([]);
  });
});
