import type { Clock } from '#shared/base/clock.ts';
import { isFullDuplex } from '#shared/settings/duplex.ts';
import { createMuteSilence } from '../audio/mute-silence.ts';
import type { Uplink } from '../audio/uplink.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { type AssistantFacts, handsFreeMicrophone } from './assistant-state.ts';
import type { AssistantStatus } from './assistant-status.ts';

export type HandsFreeEarParts = {
  readonly clock: Clock;
  readonly status: AssistantStatus;
  readonly settings: Pick<SettingsService, 'current'>;
  readonly uplink: Uplink;
};

/** So long after the last sample was rendered the room still sounds: the way to the loudspeaker and what echoes of it, ms. */
const ECHO_TAIL_MS = 300;

/**
 * Lets the server hear the microphone while hands-free is on, and silence when it is muted. Under half duplex an answer mutes it
 * as well: Hark would hear itself.
 *
 *   listening ──an answer plays, half duplex──▶ deaf ──it was heard, 300 ms──▶ listening
 */
export function followHandsFree({ clock, status, settings, uplink }: HandsFreeEarParts): { close(): void } {
  const silence = createMuteSilence({ clock, send: (samples) => uplink.sendSilence(samples) });
  let isDeaf = false;
  let cancelTail = (): void => {};
  const apply = (facts: AssistantFacts): void => {
    const microphone = handsFreeMicrophone(facts);
    const heard = isDeaf && microphone === 'open' ? 'muted' : microphone;
    uplink.setOpen(heard === 'open');
    silence.follow(heard);
  };
  const listenAgain = (): void => {
    isDeaf = false;
    apply(status.facts);
  };
  let wasPlaying = false;
  const unfollow = status.onChange((facts) => {
    if (facts.playing !== wasPlaying) {
      wasPlaying = facts.playing;
      cancelTail();
      if (!facts.playing) cancelTail = clock.after(ECHO_TAIL_MS, listenAgain);
      else if (!isFullDuplex(settings.current)) isDeaf = true;
    }
    apply(facts);
  });
  return {
    close() {
      unfollow();
      cancelTail();
      silence.close();
    },
  };
}
