import { HarkError } from '#shared/base/errors.ts';

/** What a person can do about each way of opening a microphone going wrong (names: W3C Media Capture, getUserMedia). */
const ADVICE: Readonly<Record<string, { readonly message: string; readonly action: string }>> = {
  NotAllowedError: {
    message: 'The microphone may not be used.',
    action: 'Allow Hark to use the microphone in the privacy settings, then try again.',
  },
  NotFoundError: {
    message: 'No microphone was found.',
    action: 'Connect a microphone, then try again.',
  },
  NotReadableError: {
    message: 'The microphone does not answer, or another program is using it.',
    action: 'Close other programs that record, then try again.',
  },
  OverconstrainedError: {
    message: 'The chosen microphone is not connected.',
    action: 'Connect it, or choose another microphone in the settings.',
  },
};

/** Turns what opening a microphone threw into a HarkError with reason `device` and one thing to do. */
export function toDeviceError(error: unknown): HarkError {
  if (error instanceof HarkError) return error;
  const name = error instanceof DOMException ? error.name : '';
  const { message, action } = ADVICE[name] ?? {
    message: `The microphone could not be opened${name === '' ? '' : ` (${name})`}.`,
    action: 'Try again, or choose another microphone in the settings.',
  };
  return new HarkError('device', message, { action, cause: error });
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
