import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenedMicrophone } from '#renderer/audio/capture.ts';
import { createMicrophoneFollower } from '#renderer/audio/microphone-follower.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { READY } from '../../support/ready-snapshot.ts';

/** A page that follows core's wish, and what it did about it. */
function bench() {
  const log: string[] = [];
  const losses = createEmitter<HarkError>();
  let keeps: 'kept' | 'closed' = 'kept';
  const recorder = {
    open: async () => {
      log.push('open');
      return 'open' as const;
    },
    stop: async () => void log.push('stop'),
    keep: async () => {
      log.push('keep');
      return keeps;
    },
    onOpened: createEmitter<OpenedMicrophone>().subscribe,
    onLost: losses.subscribe,
  };
  const request = async (name: string) => {
    log.push(name);
    return { ok: true, value: undefined } as never;
  };
  const { follow } = createMicrophoneFollower(recorder, { request });
  let snapshot: AppSnapshot = READY;
  const change = (changes: Partial<AppSnapshot>): void => {
    snapshot = { ...snapshot, ...changes };
    follow(snapshot);
  };
  return {
    log,
    change,
    talk: () => change({ microphoneWanted: true, microphoneKept: false }),
    keep: () => change({ microphoneWanted: false, microphoneKept: true }),
    close: () => change({ microphoneWanted: false, microphoneKept: false }),
    lose: () => losses.emit(new HarkError('device', 'The microphone was disconnected.')),
    neverOpens() {
      keeps = 'closed';
    },
    opens() {
      keeps = 'kept';
    },
  };
}

let page: ReturnType<typeof bench>;
beforeEach(() => {
  page = bench();
});

describe('the page that owns the microphone', () => {
  test('keeps it open between turns for as long as core says', () => {
    page.talk();
    page.keep();
    page.talk();
    page.keep();
    page.keep();
    page.close();
    expect(page.log).toEqual(['open', 'keep', 'open', 'keep', 'stop']);
  });

  test('opens none only to keep it', () => {
    page.keep();
    expect(page.log).toEqual([]);
  });

  test('opens it anew when the next turn needs other processing', () => {
    page.talk();
    page.keep();
    page.change({ settings: { ...READY.settings, cues: { play: 'all', volume: 1 } } });
    page.talk();
    expect(page.log).toEqual(['open', 'keep', 'stop', 'open']);
  });

  test('tells core that one which it kept is lost, which is no failure', () => {
    page.talk();
    page.keep();
    page.lose();
    expect(page.log).toEqual(['open', 'keep', 'microphone.release']);
    page.close();
    page.talk();
    expect(page.log.slice(3)).toEqual(['open']);
  });

  test('tells core that there was none to keep', async () => {
    page.neverOpens();
    page.talk();
    page.keep();
    await expect.poll(() => page.log).toEqual(['open', 'keep', 'microphone.release']);
  });

  test('closes one that was kept after a turn too short to open it', async () => {
    page.neverOpens();
    page.talk();
    page.keep();
    page.opens();
    page.talk();
    page.keep();
    await Promise.resolve();
    page.close();
    expect(page.log).toEqual(['open', 'keep', 'open', 'keep', 'stop']);
  });

  test('closes what opens after a loss that came with the next turn', () => {
    page.talk();
    page.keep();
    page.talk();
    page.lose();
    page.close();
    expect(page.log).toEqual(['open', 'keep', 'open', 'microphone.failed', 'stop']);
  });

  test('reports the loss of one that somebody talks into', () => {
    page.talk();
    page.lose();
    expect(page.log).toEqual(['open', 'microphone.failed']);
  });
});
