import { describe, expect, it } from 'vitest';
import { createAssistantStatus } from '#core/assistant/assistant-status.ts';
import { followHandsFree } from '#core/assistant/hands-free-ear.ts';
import { Uplink } from '#core/audio/uplink.ts';
import { createAppStore } from '#core/bridge/app-store.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import type { Settings } from '#shared/settings/settings.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { memorySettings } from '../support/memory-settings.ts';

const ECHO = { microphone: '', speaker: '', echo: { delayMs: 90, lossDb: 22 } };
const VOICE = new Int16Array(480).fill(1_000);

/** Hands-free, connected; says what the server hears of a frame. */
function bench(duplex: Settings['duplex']) {
  const fail = (error: unknown): never => {
    throw error;
  };
  const clock = createFakeClock();
  const status = createAssistantStatus(createAppStore(EMPTY_SNAPSHOT, fail), clock, fail);
  const uplink = new Uplink({ clock, onTurnEnded() {} });
  const sent: Int16Array[] = [];
  uplink.setInput({
    startTurn() {},
    sendAudio: (samples) => sent.push(samples) > 0,
    endTurn() {},
    cancelTurn() {},
  });
  const ear = followHandsFree({ clock, status, uplink, settings: memorySettings(clock, { duplex }) });
  status.dispatch({ type: 'connection', connection: { kind: 'connected' } });
  status.dispatch({ type: 'switches', handsFree: true, muted: false });
  return {
    clock,
    status,
    ear,
    sent,
    hears(): boolean {
      const before = sent.length;
      uplink.handleFrame(VOICE);
      return sent.length > before;
    },
    play: (playing: boolean) => status.dispatch({ type: 'playing', playing }),
  };
}

describe('while an answer plays, hands-free', () => {
  it.each<[string, Settings['duplex'], boolean]>([
    ['listens where nothing was tested', { mode: 'auto', tested: [] }, true],
    ['listens where there was no echo', { mode: 'auto', tested: [{ ...ECHO, echo: null }] }, true],
    [
      'listens where the echo is too faint for a voice',
      { mode: 'auto', tested: [{ ...ECHO, echo: { delayMs: 90, lossDb: 40 } }] },
      true,
    ],
    ['does not listen where it would hear itself', { mode: 'auto', tested: [ECHO] }, false],
    [
      'listens where only other devices have an echo',
      { mode: 'auto', tested: [{ ...ECHO, speaker: 'TV' }] },
      true,
    ],
    ['listens because the person says so', { mode: 'full', tested: [ECHO] }, true],
    ['does not listen because the person says so', { mode: 'half', tested: [] }, false],
  ])('%s', (_, duplex, hears) => {
    const parts = bench(duplex);
    expect(parts.hears()).toBe(true);
    parts.play(true);
    expect(parts.hears()).toBe(hears);
  });

  it('sends silence instead, so that the server counts on, and listens again when the room is quiet', () => {
    const { clock, play, hears, sent } = bench({ mode: 'half', tested: [] });
    play(true);
    expect(sent).toEqual([new Int16Array(2_400)]);
    clock.advance(100);
    expect(sent).toHaveLength(2);
    play(false);
    clock.advance(299);
    expect(hears()).toBe(false);
    clock.advance(1);
    expect(hears()).toBe(true);
  });

  it('stays deaf through the pause between two answers', () => {
    const { clock, play, hears } = bench({ mode: 'half', tested: [] });
    play(true);
    play(false);
    clock.advance(200);
    play(true);
    clock.advance(200);
    expect(hears()).toBe(false);
  });

  it('leaves no timer behind', () => {
    const { clock, play, ear } = bench({ mode: 'half', tested: [] });
    const before = clock.pending;
    play(true);
    play(false);
    expect(clock.pending).toBeGreaterThan(before);
    ear.close();
    expect(clock.pending).toBe(before);
  });
});
