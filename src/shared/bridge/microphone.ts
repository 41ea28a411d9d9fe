/** Why a microphone does not open. `stale`: the system says that it may, and refuses nevertheless. */
export type MicrophoneFault = 'denied' | 'stale' | 'missing' | 'busy' | 'other';

/** Whether Hark may listen, and what came of trying; core/assistant/microphone-access.ts moves it. */
export type MicrophoneView =
  | { readonly kind: 'unknown' }
  /** The person is asked when the microphone opens for the first time. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'granted' }
  | {
      readonly kind: 'failed';
      readonly fault: MicrophoneFault;
      readonly message: string;
      readonly action: string;
    };

/** A microphone that can be chosen. */
export type FoundMicrophone = { readonly id: string; readonly label: string };

/** What the page that owns the audio finds connected, which is nothing before Hark may listen. */
export type FoundMicrophones = {
  readonly found: readonly FoundMicrophone[];
  /** The name of the one that is the system's default; `''` where the browser does not tell. */
  readonly defaultLabel: string;
};

/** More are not told of. */
export const MAX_FOUND_MICROPHONES = 32;

/** The one of them that was chosen: by its id, or by its name, since browsers change ids. */
export function findChosen<Device extends FoundMicrophone>(
  devices: readonly Device[],
  { deviceId, label }: { readonly deviceId: string; readonly label: string },
): Device | undefined {
  if (deviceId === '') return undefined;
  return devices.find(({ id }) => id === deviceId) ?? devices.find((device) => device.label === label);
}

/** Whose permission is needed, and where it is given. */
export const MICROPHONE_PLACES = ['macos', 'windows', 'linux', 'browser'] as const;
export type MicrophonePlace = (typeof MICROPHONE_PLACES)[number];

export type MicrophoneAdvice = { readonly message: string; readonly action: string };

/** Where a person allows it, by the names that the systems use. */
const ALLOW: Readonly<Record<MicrophonePlace, string>> = {
  macos: 'In System Settings, under Privacy & Security, Microphone, switch Hark on.',
  windows:
    'In Settings, under Privacy & security, Microphone, switch on “Let desktop apps access your microphone”.',
  linux: 'In Settings, under Privacy, Microphone, or for a Flatpak or Snap in its permissions, allow Hark.',
  browser: 'Click the symbol left of the address, and allow the microphone.',
};

/** What helps when the grant is there and does not count. */
const RENEW: Readonly<Record<MicrophonePlace, string>> = {
  macos:
    'In System Settings, under Privacy & Security, Microphone, switch Hark off and on, or remove it and add it again.',
  windows: 'In Settings, under Privacy & security, Microphone, switch the access off and on.',
  linux: 'Log out and in again; for a Flatpak or Snap, withdraw the permission and give it again.',
  browser: 'Allow your browser to use the microphone in the privacy settings of the system.',
};

/** What happened and the one thing to do about it, for each fault that is not the device's own story. */
export function adviceOn(fault: Exclude<MicrophoneFault, 'other'>, place: MicrophonePlace): MicrophoneAdvice {
  switch (fault) {
    case 'denied':
      return { message: 'Hark may not use the microphone.', action: ALLOW[place] };
    case 'stale':
      return { message: 'Hark may use the microphone, and is not let.', action: RENEW[place] };
    case 'missing':
      return { message: 'No microphone was found.', action: 'Connect a microphone, then try again.' };
    case 'busy':
      return {
        message: 'The microphone does not answer, or another program is using it.',
        action: 'Close other programs that record, then try again.',
      };
  }
}
