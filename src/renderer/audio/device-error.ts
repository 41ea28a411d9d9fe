import { HarkError } from '#shared/base/errors.ts';
import { adviceOn, type MicrophoneAdvice } from '#shared/bridge/microphone.ts';
import { pagePlace } from './page-place.ts';

/** What a person can do something about, by the names of getUserMedia (W3C Media Capture). */
const FAULTS: Readonly<Record<string, 'denied' | 'missing' | 'busy'>> = {
  NotAllowedError: 'denied',
  NotFoundError: 'missing',
  NotReadableError: 'busy',
};

const ABSENT = {
  message: 'The chosen microphone is not connected.',
  action: 'Connect it, or choose another microphone in the settings.',
};

/** Which of the three it is, of an error as `toDeviceError` makes them; `undefined` for any other. */
export function faultOf(error: unknown): 'denied' | 'missing' | 'busy' | undefined {
  return error instanceof HarkError ? FAULTS[domName(error.cause)] : undefined;
}

/** Turns what opening a microphone threw into a HarkError with reason `device` and one thing to do. */
export function toDeviceError(error: unknown): HarkError {
  if (error instanceof HarkError) return error;
  const { message, action } = advise(domName(error));
  return new HarkError('device', message, { action, cause: error });
}

function advise(name: string): MicrophoneAdvice {
  const fault = FAULTS[name];
  if (fault !== undefined) return adviceOn(fault, pagePlace());
  if (name === 'OverconstrainedError') return ABSENT;
  return {
    message: `The microphone could not be opened${name === '' ? '' : ` (${name})`}.`,
    action: 'Try again, or choose another microphone in the settings.',
  };
}

function domName(error: unknown): string {
  return error instanceof DOMException ? error.name : '';
}

/** For a microphone that disappears while it records. */
export function microphoneLost(): HarkError {
  return new HarkError('device', 'The microphone was disconnected.', {
    kept: 'What you said until then was kept.',
    action: 'Connect it again, or choose another microphone in the settings.',
  });
}

/** For a source that records what the computer plays: the assistant would hear itself. */
export function loopbackRefused(name: string): HarkError {
  return new HarkError('device', `${name} records what the computer plays, not what you say.`, {
    action: 'Choose a microphone in the settings.',
  });
}
