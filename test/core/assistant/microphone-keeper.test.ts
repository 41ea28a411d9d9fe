import { describe, expect, it } from 'vitest';
import { createAssistantStatus } from '#core/assistant/assistant-status.ts';
import { createMicrophoneKeeper } from '#core/assistant/microphone-keeper.ts';
import { createAppStore } from '#core/bridge/app-store.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import type { Settings } from '#shared/settings/settings.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { memorySettings } from '../support/memory-settings.ts';

const MINUTE_MS = 60_000;

/** A connected assistant whose microphone stays open for so long. */
function bench(keepOpen: Settings['microphone']['keepOpen']) {
  const fail = (error: unknown): never => {
    throw error;
  };
  const clock = createFakeClock();
  const store = createAppStore(EMPTY_SNAPSHOT, fail);
  const status = createAssistantStatus(store, clock, fail);
  const settings = memorySettings(clock, { microphone: { keepOpen } });
  const keeper = createMicrophoneKeeper({ clock, status, settings });
  status.dispatch({ type: 'connection', connection: { kind: 'connected' } });
  return {
    clock,
    status,
    settings,
    keeper,
    talk() {
      status.dispatch({ type: 'talk_started' });
      status.dispatch({ type: 'talk_released' });
      status.dispatch({ type: 'talk_dropped' });
    },
    get microphone() {
      const { microphoneWanted, microphoneKept } = store.snapshot;
      return { wanted: microphoneWanted, kept: microphoneKept };
    },
  };
}

const CLOSED = { wanted: false, kept: false };
const KEPT = { wanted: false, kept: true };

describe('the microphone after a turn under the key', () => {
  it('is closed, as long as nobody asked for anything else', () => {
    const parts = bench('off');
    parts.talk();
    expect(parts.microphone).toEqual(CLOSED);
  });

  it('is kept open for as long as the person wants it, counted from the last turn', () => {
    const parts = bench(5);
    parts.talk();
    parts.clock.advance(4 * MINUTE_MS);
    parts.status.dispatch({ type: 'talk_started' });
    expect(parts.microphone).toEqual({ wanted: true, kept: false });
    parts.clock.advance(MINUTE_MS);
    parts.status.dispatch({ type: 'talk_released' });
    parts.clock.advance(5 * MINUTE_MS - 1);
    expect(parts.microphone).toEqual(KEPT);
    parts.clock.advance(1);
    expect(parts.microphone).toEqual(CLOSED);
  });

  it('stays open for good where the person wants that, but not before there was a turn', () => {
    const parts = bench('always');
    expect(parts.microphone).toEqual(CLOSED);
    parts.talk();
    parts.clock.advance(10_000 * MINUTE_MS);
    expect(parts.microphone).toEqual(KEPT);
  });

  it.each<[string, (parts: ReturnType<typeof bench>) => void]>([
    ['is lost, the screen is locked, or its page is gone', ({ keeper }) => keeper.release()],
    ['is muted', ({ status }) => status.dispatch({ type: 'switches', handsFree: false, muted: true })],
    ['is replaced by another', ({ settings }) => settings.update({ microphone: { deviceId: 'desk' } })],
    ['is not to be kept any longer', ({ settings }) => settings.update({ microphone: { keepOpen: 'off' } })],
    [
      'has nobody to talk to',
      ({ status }) => status.dispatch({ type: 'connection', connection: { kind: 'off' } }),
    ],
  ])('that %s is closed until the next turn', (_, end) => {
    const parts = bench('always');
    parts.talk();
    end(parts);
    expect(parts.microphone).toEqual(CLOSED);
    parts.status.dispatch({ type: 'switches', handsFree: false, muted: false });
    parts.settings.update({ microphone: { keepOpen: 1 } });
    parts.status.dispatch({ type: 'connection', connection: { kind: 'connected' } });
    expect(parts.microphone).toEqual(CLOSED);
    parts.talk();
    expect(parts.microphone).toEqual(KEPT);
  });

  it('is not kept after hands-free', () => {
    const parts = bench('always');
    parts.talk();
    parts.status.dispatch({ type: 'switches', handsFree: true, muted: false });
    expect(parts.microphone).toEqual({ wanted: true, kept: false });
    parts.status.dispatch({ type: 'switches', handsFree: false, muted: false });
    expect(parts.microphone).toEqual(CLOSED);
  });
});
