import { describe, expect, it } from 'vitest';
import { answer, transcribed, userSpoke } from '../../realtime/support/wire-script.ts';
import { echoItem, openAppBench } from '../support/app-bench.ts';

const spoken = { responseId: 'r1', itemId: 'a1', previousItemId: 'u1', text: 'It is ten.', audioMs: 300 };
const poll = expect.poll;

describe('talking under the key', () => {
  it('sends the turn, plays the answer, and is ready when the last sample was heard', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('talk.start');
    expect(bench.app.state).toMatchObject({
      assistant: { kind: 'listening', turn: 'latched' },
      microphoneWanted: true,
    });
    expect(bench.app.state.assistant).toHaveProperty('opening', true);
    bench.page.speak(10);
    expect(bench.app.state.assistant).not.toHaveProperty('opening');
    await bench.request('talk.stop');
    expect(bench.app.state.microphoneWanted).toBe(false);
    bench.page.send({ type: 'frame', samples: new Int16Array(100) });
    bench.page.send({ type: 'stopped' });
    await peer.next('response.create');
    const types = peer.received.map((event) => event.type);
    expect(types.indexOf('input_audio_buffer.commit')).toBeGreaterThan(
      types.lastIndexOf('input_audio_buffer.append'),
    );
    expect(types.filter((type) => type === 'input_audio_buffer.append')).toHaveLength(11);
    expect(bench.app.state.assistant.kind).toBe('thinking');

    peer.send(...userSpoke('u1', null), transcribed('u1', 'what time is it'), ...answer(spoken));
    await poll(() => bench.page.commands.at(-1)).toEqual({ type: 'end', itemId: 'a1' });
    expect(bench.page.samplesOf('a1')).toBe(7_200);
    await poll(() => bench.app.state.transcript).toMatchObject([
      { role: 'user', text: 'what time is it', status: 'done' },
      { role: 'assistant', text: 'It is ten.', status: 'done' },
    ]);
    expect(bench.app.state.assistant.kind).toBe('speaking');
    bench.page.playToEnd('a1');
    expect(bench.app.state.assistant.kind).toBe('ready');
    // Listening comes twice: while the microphone opens, and with its first frame.
    expect(bench.states).toEqual([
      'connecting',
      'ready',
      'listening',
      'listening',
      'thinking',
      'speaking',
      'ready',
    ]);
    expect(peer.violations).toEqual([]);
  });

  it('interrupts the answer and cuts it at the sample that was really played', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'hello' });
    await echoItem(peer);
    peer.send(...answer({ ...spoken, previousItemId: null }));
    await poll(() => bench.page.samplesOf('a1')).toBe(7_200);
    bench.page.send({ type: 'playhead', itemId: 'a1', playedSamples: 1_200, ended: false });
    await bench.request('talk.start');
    const flush = bench.page.commands.at(-1);
    expect(flush).toMatchObject({ type: 'flush' });
    const id = flush?.type === 'flush' ? flush.id : 0;
    bench.page.send({ type: 'flushed', id, played: { itemId: 'a1', playedSamples: 2_424 } });
    expect(await peer.next('conversation.item.truncate')).toMatchObject({ item_id: 'a1', audio_end_ms: 101 });
    expect(bench.app.state.assistant).toMatchObject({ kind: 'listening' });
    await poll(() => bench.app.state.transcript.at(-1)?.status).toBe('cut');
  });

  it('shows which words have left the loudspeaker, and never takes one back', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'hello' });
    await echoItem(peer);
    peer.send(...answer({ ...spoken, previousItemId: null }));
    await poll(() => bench.page.samplesOf('a1')).toBe(7_200);
    expect(bench.app.state.heard).toBeNull();
    const heardAfter = (playedSamples: number) => {
      bench.page.send({ type: 'playhead', itemId: 'a1', playedSamples, ended: false });
      const { lineId, length } = bench.app.state.heard ?? {};
      expect(lineId).toBe(bench.app.state.transcript.at(-1)?.id);
      return spoken.text.slice(0, length);
    };
    expect(heardAfter(24)).toBe('');
    expect(heardAfter(1_200)).toBe('It');
    expect(heardAfter(2_900)).toBe('It is');
    expect(heardAfter(1_200)).toBe('It is');
    bench.page.playToEnd('a1');
    expect(bench.app.state.heard?.length).toBe(spoken.text.length);
  });

  it('in which the microphone is lost is sent as far as it was heard', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('talk.start');
    bench.page.speak(10);
    await bench.request('microphone.failed', { message: 'The microphone was disconnected.' });
    bench.page.send({ type: 'stopped' });
    await peer.next('input_audio_buffer.commit');
    expect(bench.app.state).toMatchObject({
      assistant: { kind: 'thinking' },
      microphoneWanted: false,
      notices: [{ error: { kept: 'What you said until then is sent.' } }],
    });
  });

  it('for less than 100 ms is dropped without a word', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('talk.start');
    bench.page.speak(4);
    await bench.request('talk.stop');
    bench.page.send({ type: 'stopped' });
    await peer.settled();
    expect(peer.received.map((event) => event.type)).not.toContain('input_audio_buffer.commit');
    expect(bench.app.state).toMatchObject({ assistant: { kind: 'ready' }, notices: [] });
  });

  it('before the connection is there is answered when it is', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    await bench.request('talk.start');
    expect(bench.app.state).toMatchObject({ assistant: { kind: 'listening' }, microphoneWanted: true });
    bench.page.speak(10);
    await bench.request('talk.stop');
    bench.page.send({ type: 'stopped' });
    const peer = await bench.connected();
    await peer.next('input_audio_buffer.commit');
    await peer.next('response.create');
    expect(peer.received.filter((event) => event.type === 'input_audio_buffer.append')).toHaveLength(10);
    expect(bench.app.state.assistant.kind).toBe('thinking');
  });

  it('is refused while muted, and ends when muted', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('talk.start');
    await bench.request('mute.set', { on: true });
    expect(bench.app.state).toMatchObject({ assistant: { kind: 'muted' }, microphoneWanted: false });
    expect(await bench.request('talk.start')).toMatchObject({
      ok: false,
      error: { action: 'Unmute it first.' },
    });
    bench.page.speak(10);
    await peer.settled();
    expect(peer.received.map((event) => event.type)).not.toContain('input_audio_buffer.append');
  });
});
