import type { Clock } from '#shared/base/clock.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { isTalking } from './assistant-state.ts';
import type { AssistantStatus } from './assistant-status.ts';

/**
 * Says how long the microphone stays open after a turn under the key, where the person wants that. It is opened by a turn only,
 * never by a start or an unmute.
 *
 *   closed ──a turn begins──▶ kept ──so many minutes after the last turn, release, mute, hands-free, another microphone──▶ closed
 */
export type MicrophoneKeeper = {
  /** Lets it close until the next turn. */
  release(): void;
  close(): void;
};

export type MicrophoneKeeperParts = {
  readonly clock: Clock;
  readonly status: AssistantStatus;
  readonly settings: SettingsService;
};

export function createMicrophoneKeeper({ clock, status, settings }: MicrophoneKeeperParts): MicrophoneKeeper {
  let wasTalking = false;
  let cancelTimer = (): void => {};
  const release = (): void => {
    cancelTimer();
    status.dispatch({ type: 'kept', kept: false });
  };
  const unfollow = status.onChange((facts) => {
    const talks = isTalking(facts);
    if (talks === wasTalking) return;
    wasTalking = talks;
    cancelTimer();
    const { keepOpen } = settings.current.microphone;
    if (talks && keepOpen !== 'off') status.dispatch({ type: 'kept', kept: true });
    if (!talks && typeof keepOpen === 'number') cancelTimer = clock.after(keepOpen * 60_000, release);
  });
  const unsubscribe = settings.onChange(({ settings: { microphone }, before }) => {
    const { deviceId, keepOpen } = before.microphone;
    if (microphone.deviceId !== deviceId || microphone.keepOpen !== keepOpen) release();
  });
  return {
    release,
    close() {
      cancelTimer();
      unfollow();
      unsubscribe();
    },
  };
}
