import { describe, expect, it } from 'vitest';
import { createAssistantStatus } from '#core/assistant/assistant-status.ts';
import { createGestures, type Gestures } from '#core/assistant/gestures.ts';
import { createSound } from '#core/audio/sound.ts';
import { createAppStore } from '#core/bridge/app-store.ts';
import { createNotices } from '#core/bridge/notices.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import { createFakeAudioPage } from '../../support/fake-audio-page.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** Gestures over a connection that exists, as far as the facts go; its session only takes turns. */
function bench() {
  const clock = createFakeClock();
  const store = createAppStore(EMPTY_SNAPSHOT, (error) => {
    throw error;
  });
  const status = createAssistantStatus(store, clock, (error) => {
    throw error;
  });
  const notices = createNotices(store, clock);
  const sound = createSound({
    clock,
    log: { error() {}, warn() {}, info() {}, debug() {} },
    onPlaying: (playing) => status.dispatch({ type: 'playing', playing }),
    onPlayed() {},
    onTurnEnded: (turn) => gestures.handleTurnEnded(turn),
    onFrame() {},
    onPageCame() {},
    onPageGone: () => gestures.talkStop(),
  });
  const turns: string[] = [];
  sound.uplink.setInput({
    startTurn: () => void turns.push('start'),
    sendAudio: () => true,
    endTurn: () => void turns.push('end'),
    cancelTurn: () => void turns.push('cancel'),
  });
  const gestures: Gestures = createGestures({
    clock,
    status,
    sound,
    notices,
    session: () => undefined,
    keyMeaning: () => 'auto',
  });
  const page = createFakeAudioPage();
  sound.link.attach(page.lane);
  status.dispatch({ type: 'connection', connection: { kind: 'connected' } });
  return { clock, store, status, gestures, page, sound, turns };
}

describe('the key', () => {
  it('goes up with the page that had it: what was said is handed in, and no other page listens on', () => {
    const { store, gestures, page, status, turns } = bench();
    gestures.talkStart();
    page.speak(10);
    page.leave();
    expect(turns).toEqual(['start', 'end']);
    expect(status.facts.hold).toBe('idle');
    expect(store.snapshot.microphoneWanted).toBe(false);
  });

  it('that has lost its key-up is let go after five minutes', () => {
    const { clock, store, gestures, page } = bench();
    gestures.talkStart();
    page.speak(10);
    clock.advance(5 * 60_000 - 1);
    expect(store.snapshot.microphoneWanted).toBe(true);
    clock.advance(1);
    expect(store.snapshot.microphoneWanted).toBe(false);
    clock.advance(150);
    expect(store.snapshot.assistant.kind).toBe('thinking');
  });

  it('that was only touched says nothing', () => {
    const { clock, store, gestures } = bench();
    gestures.talkStart();
    clock.advance(80);
    gestures.talkStop();
    clock.advance(150);
    expect(store.snapshot).toMatchObject({ assistant: { kind: 'ready' }, notices: [] });
  });

  it('toggles for keys without a key-up', () => {
    const { clock, store, gestures } = bench();
    gestures.talkToggle();
    expect(store.snapshot.assistant.kind).toBe('listening');
    clock.advance(1_000);
    gestures.talkToggle();
    expect(store.snapshot.microphoneWanted).toBe(false);
  });

  it('stops what is left of an answer whose session is gone', () => {
    const { gestures, page, sound } = bench();
    sound.downlink.play('a', new Int16Array(100));
    gestures.talkStart();
    expect(page.commands.at(-1)).toMatchObject({ type: 'flush' });
  });

  it('pressed twice is pressed once', () => {
    const { store, gestures, page, clock } = bench();
    gestures.talkStart();
    page.speak(6);
    gestures.talkStart();
    gestures.talkStop();
    gestures.talkStop();
    clock.advance(150);
    expect(store.snapshot.assistant.kind).toBe('thinking');
  });

  it('that is taken back leaves nothing to answer', () => {
    const { store, gestures, page, clock } = bench();
    gestures.talkStart();
    page.speak(50);
    gestures.talkCancel();
    clock.advance(1_000);
    expect(store.snapshot).toMatchObject({ assistant: { kind: 'ready' }, microphoneWanted: false });
  });
});

describe('one key', () => {
  it('holds when it is pressed long', () => {
    const { clock, store, gestures, page, turns } = bench();
    gestures.talkKey('space', 'down');
    expect(store.snapshot.assistant).toMatchObject({ kind: 'listening', turn: 'hold' });
    page.speak(50);
    clock.advance(1_000);
    gestures.talkKey('space', 'up');
    clock.advance(150);
    expect([turns, store.snapshot.assistant.kind]).toEqual([['start', 'end'], 'thinking']);
  });

  it('latches when it is tapped, and sends with the next press', () => {
    const { clock, store, gestures, page, turns } = bench();
    gestures.talkKey('space', 'down');
    clock.advance(90);
    gestures.talkKey('space', 'up');
    expect(store.snapshot).toMatchObject({ assistant: { turn: 'latched' }, microphoneWanted: true });
    page.speak(50);
    clock.advance(1_000);
    gestures.talkKey('button', 'down');
    clock.advance(150);
    expect([turns, store.snapshot.microphoneWanted]).toEqual([['start', 'end'], false]);
  });

  it('that cannot listen says so, and works when it is pressed again', () => {
    const { clock, store, gestures } = bench();
    gestures.setMuted(true);
    expect(() => gestures.talkKey('space', 'down')).toThrow('The microphone is muted.');
    gestures.talkKey('space', 'up');
    gestures.setMuted(false);
    clock.advance(1_000);
    gestures.talkKey('space', 'down');
    expect(store.snapshot.assistant.kind).toBe('listening');
  });

  it('held when the connection is given up begins nothing by going on', () => {
    const { clock, store, status, gestures } = bench();
    const error = { reason: 'connection', message: 'No server answers.' } as const;
    gestures.talkKey('space', 'down');
    status.dispatch({ type: 'connection', connection: { kind: 'failed', error } });
    status.dispatch({ type: 'connection', connection: { kind: 'connected' } });
    gestures.talkKey('space', 'down');
    expect(store.snapshot).toMatchObject({ assistant: { kind: 'ready' }, microphoneWanted: false });
    gestures.close();
    expect(clock.pending).toBe(0);
  });

  it('held when hands-free is switched on loses nothing: what was said is handed in', () => {
    const { clock, store, gestures, page, turns } = bench();
    gestures.talkKey('space', 'down');
    page.speak(50);
    gestures.setHandsFree(true);
    clock.advance(150);
    gestures.talkKey('space', 'up');
    expect(turns).toEqual(['start', 'end']);
    expect(store.snapshot).toMatchObject({ handsFree: true, muted: false, microphoneWanted: true });
  });

  it('is let go of by mute', () => {
    const { gestures, store, page, turns } = bench();
    gestures.talkKey('space', 'down');
    page.speak(50);
    gestures.setMuted(true);
    gestures.setMuted(false);
    expect([turns, store.snapshot.microphoneWanted]).toEqual([['start', 'cancel'], false]);
  });
});

describe('an answer that never comes', () => {
  it('is not waited for longer than 20 seconds', () => {
    const { clock, store, status } = bench();
    status.dispatch({ type: 'text_sent' });
    clock.advance(19_999);
    expect(store.snapshot.assistant.kind).toBe('thinking');
    clock.advance(1);
    expect(store.snapshot.assistant.kind).toBe('ready');
    status.close();
    expect(clock.pending).toBe(0);
  });
});

describe('the assistant status', () => {
  it('takes inputs that come while it publishes one after the other', () => {
    const { store, status } = bench();
    const shown: string[] = [];
    store.subscribe((event) => {
      if (event.type === 'assistant') shown.push(event.state.kind);
      if (event.type === 'microphone' && event.wanted) status.dispatch({ type: 'talk_released' });
    });
    status.dispatch({ type: 'talk_started' });
    expect(shown).toEqual(['listening', 'thinking']);
    expect(store.snapshot.microphoneWanted).toBe(false);
  });
});
