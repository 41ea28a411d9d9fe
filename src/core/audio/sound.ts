import type { PlayedItem } from '#shared/audio/ports.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { DiagnosticsReport } from '#shared/bridge/diagnostics.ts';
import type { LogPort } from '../ports.ts';
import { type AudioLink, createAudioLink } from './audio-link.ts';
import { createDownlink, type Downlink } from './downlink.ts';
import { type EndedTurn, Uplink } from './uplink.ts';

/** Both ways of the sound and the page they lead to. */
export type Sound = {
  readonly uplink: Uplink;
  readonly downlink: Downlink;
  readonly link: AudioLink;
  /** What went wrong on the way. */
  readonly counts: Omit<DiagnosticsReport['audio'], 'microphone'>;
};

export type SoundParts = {
  readonly clock: Clock;
  readonly log: LogPort;
  readonly onPlaying: (playing: boolean) => void;
  readonly onPlayed: (item: PlayedItem) => void;
  readonly onTurnEnded: (turn: EndedTurn) => void;
  readonly onFrame: (samples: Int16Array) => void;
  readonly onPageCame: () => void;
  /** Its key-up will not come, and the next page must not listen on where it left off. */
  readonly onPageGone: () => void;
};

export function createSound(parts: SoundParts): Sound {
  const downlink = createDownlink(parts);
  const uplink = new Uplink(parts);
  const link = createAudioLink({ ...parts, uplink, downlink });
  return {
    uplink,
    downlink,
    link,
    get counts() {
      const { badMessages, underruns } = link;
      return { underruns, droppedFrames: uplink.dropped, badMessages };
    },
  };
}
