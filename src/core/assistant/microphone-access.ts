import { isDeepStrictEqual } from 'node:util';
import type { ErrorData } from '#shared/base/errors.ts';
import {
  adviceOn,
  type FoundMicrophones,
  type MicrophonePlace,
  type MicrophoneView,
} from '#shared/bridge/microphone.ts';
import type { RequestPayload } from '#shared/bridge/requests.ts';
import type { AppStore } from '../bridge/app-store.ts';
import type { Notices } from '../bridge/notices.ts';

/**
 * Whether Hark may listen: by the word of the system, and by what came of opening the microphone.
 *
 *   unknown ──the system's word──▶ ask ──opened──▶ granted ──not opened, or the system's word──▶ failed
 *                                   └──not opened──▶ failed ──opened, or allowed meanwhile──▶ granted
 *                                                      └──none was found, and now there is one──▶ by the system's word
 */
export type MicrophoneAccess = {
  /** The system's word, at each start and whenever the person comes back. The same word again tells nothing new. */
  handleReported(report: RequestPayload<'microphone.access'>): void;
  /** Answers whether the next turn would open another one than the last: the system has a new default, and none was chosen. */
  handleFound(microphones: FoundMicrophones): boolean;
  handleOpened(): void;
  /** Answers with what to tell the person: a refusal against the system's word is another story than a refusal. */
  handleFailed(failure: RequestPayload<'microphone.failed'>): RequestPayload<'microphone.failed'>;
};

export type MicrophoneAccessParts = { readonly store: AppStore; readonly notices: Notices };

export function createMicrophoneAccess({ store, notices }: MicrophoneAccessParts): MicrophoneAccess {
  let word: RequestPayload<'microphone.access'> | undefined;
  const show = (microphone: MicrophoneView): void => {
    const before = store.snapshot.microphone;
    store.publish({ type: 'microphone_access', microphone });
    // What is over need not be dismissed by hand.
    if (before.kind === 'failed' && microphone.kind !== 'failed') withdraw(before.message);
  };
  const withdraw = (message: string): void => {
    for (const { id, error } of store.snapshot.notices) if (error.message === message) notices.dismiss(id);
  };
  return {
    handleReported(report) {
      if (word?.access === report.access) return;
      word = report;
      const { microphone } = store.snapshot;
      if (report.access === 'denied') {
        const failed = { kind: 'failed', fault: 'denied', ...adviceOn('denied', report.place) } as const;
        show(failed);
        notices.add(toNotice(failed));
      } else if (!isDevices(microphone)) {
        show({ kind: report.access });
      }
    },
    handleFound(microphones) {
      const { microphone, microphones: before, settings } = store.snapshot;
      if (isDeepStrictEqual(microphones, before)) return false;
      store.publish({ type: 'microphones', microphones });
      const wasMissing = microphone.kind === 'failed' && microphone.fault === 'missing';
      if (wasMissing && microphones.found.length > 0) show(fromWord(word));
      const wasNamed = before.defaultLabel !== '' && settings.microphone.deviceId === '';
      return wasNamed && microphones.defaultLabel !== before.defaultLabel;
    },
    handleOpened() {
      if (store.snapshot.microphone.kind !== 'granted') show({ kind: 'granted' });
    },
    handleFailed(failure) {
      const told = againstTheWord(failure, word) ?? failure;
      const { fault = 'other', message, action = CHECK } = told;
      show({ kind: 'failed', fault, message, action });
      return told;
    },
  };
}

const CHECK = 'Check the microphone in the settings.';

/** As long as nothing was opened, the system's word is all that is known. */
function fromWord(word: RequestPayload<'microphone.access'> | undefined): MicrophoneView {
  return word === undefined || word.access === 'denied' ? { kind: 'unknown' } : { kind: word.access };
}

/** A device that fails does so with or without permission. */
function isDevices(microphone: MicrophoneView): boolean {
  return microphone.kind === 'failed' && microphone.fault !== 'denied' && microphone.fault !== 'stale';
}

type Failure = RequestPayload<'microphone.failed'>;

function againstTheWord(
  { fault }: Failure,
  word: { readonly access: string; readonly place: MicrophonePlace } | undefined,
): Failure | undefined {
  if (fault !== 'denied' || word?.access !== 'granted') return undefined;
  return { fault: 'stale', ...adviceOn('stale', word.place) };
}

function toNotice({ message, action }: { readonly message: string; readonly action: string }): ErrorData {
  return { reason: 'device', message, kept: 'Typing works meanwhile.', action };
}
