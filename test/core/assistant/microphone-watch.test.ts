import { describe, expect, it } from 'vitest';
import { createAssistantStatus } from '#core/assistant/assistant-status.ts';
import { createMicrophoneWatch } from '#core/assistant/microphone-watch.ts';
import { createAppStore } from '#core/bridge/app-store.ts';
import { createNotices } from '#core/bridge/notices.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const DESK = { name: 'Desk', replaced: false };

/** A microphone that is wanted by a key. */
function bench() {
  const fail = (error: unknown): never => {
    throw error;
  };
  const clock = createFakeClock();
  const store = createAppStore(EMPTY_SNAPSHOT, fail);
  const status = createAssistantStatus(store, clock, fail);
  const watch = createMicrophoneWatch({ clock, status, notices: createNotices(store, clock) });
  const told = (): string[] => store.snapshot.notices.map(({ error }) => error.message);
  status.dispatch({ type: 'connection', connection: { kind: 'connected' } });
  status.dispatch({ type: 'talk_started' });
  return { clock, store, status, watch, told };
}

describe('a microphone', () => {
  it('that delivers nothing for 5 s is told by its name, with one thing to do', () => {
    const { clock, store, watch, told } = bench();
    watch.handleOpened(DESK);
    clock.advance(4_999);
    expect(told()).toEqual([]);
    clock.advance(1);
    expect(told()).toEqual(['No audio from Desk.']);
    expect(store.snapshot.notices[0]?.error.action).toBe('Check the microphone in the settings.');
    expect(clock.pending).toBe(0);
  });

  it('that falls silent later is told as well', () => {
    const { clock, watch, told } = bench();
    watch.handleOpened(DESK);
    clock.advance(4_000);
    watch.handleFrame();
    clock.advance(5_900);
    expect(told()).toEqual([]);
    clock.advance(100);
    expect(told()).toEqual(['No audio from Desk.']);
  });

  it.each<[string, (parts: ReturnType<typeof bench>) => void]>([
    ['is not wanted any more', ({ status }) => status.dispatch({ type: 'talk_released' })],
    ['went with its page', ({ watch }) => watch.handleGone()],
    ['was closed', ({ watch }) => watch.close()],
  ])('that %s is not waited for', (_, end) => {
    const parts = bench();
    parts.watch.handleOpened(DESK);
    end(parts);
    expect(parts.clock.pending).toBe(0);
  });

  it('that opens when nobody wants it any more is not waited for', () => {
    const { clock, status, watch } = bench();
    status.dispatch({ type: 'talk_dropped' });
    watch.handleOpened(DESK);
    expect(clock.pending).toBe(0);
  });

  it('that took the place of another is named', () => {
    const { watch, told } = bench();
    watch.handleOpened({ ...DESK, replaced: true });
    expect(told()).toEqual(['The microphone was disconnected. Desk is used now.']);
  });

  it('shows that Hark listens with its first frame', () => {
    const { store, watch } = bench();
    expect(store.snapshot.assistant).toHaveProperty('opening');
    watch.handleFrame();
    expect(store.snapshot.assistant).not.toHaveProperty('opening');
  });
});

describe('a turn', () => {
  it.each([
    ['without a voice', { samples: 24_000, peak: 63 }, ['No speech detected from Desk.']],
    ['of digital silence', { samples: 48_000, peak: 0 }, ['No speech detected from Desk.']],
    ['with a faint voice', { samples: 24_000, peak: 64 }, []],
    ['of less than a second', { samples: 23_999, peak: 0 }, []],
    ['without a sample', { samples: 0, peak: 0 }, ['No audio from Desk.']],
  ])('%s', (_, turn, notices) => {
    const { watch, told } = bench();
    watch.handleOpened(DESK);
    watch.handleTurnEnded({ sent: turn.samples > 0, heldMs: 1_000, ...turn });
    expect(told()).toEqual(notices);
  });

  it('that was only a tap needs no sample', () => {
    const { watch, told } = bench();
    watch.handleTurnEnded({ sent: false, samples: 0, peak: 0, heldMs: 499 });
    expect(told()).toEqual([]);
  });
});
