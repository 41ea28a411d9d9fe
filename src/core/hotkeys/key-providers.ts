import type { KeyProviderId } from '#shared/bridge/state.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';

/** The computer, as far as it decides who can hear a key outside Hark's windows. */
export type KeyPlace = {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** One way to hear hotkeys while another program is in front. */
export type KeyProviderRow = {
  readonly id: KeyProviderId;
  readonly label: string;
  /** Whether it is the one to hear an action. */
  readonly serves: (action: HotkeyAction) => boolean;
  /** Without it the talk key can only start and stop: nobody tells when it goes up. */
  readonly reportsRelease: boolean;
  /** Sleep or a locked screen may leave it deaf without ending it, so it is started anew; others would ask the person again. */
  readonly deafAfterSleep: boolean;
  /** Why it cannot work on such a computer; `undefined` when it is worth trying. */
  readonly obstacle: (place: KeyPlace) => string | undefined;
};

/** Best first (desktop-assistants reference §1.6). Keys in Hark's own windows need none of these. */
export const KEY_PROVIDERS: readonly KeyProviderRow[] = [
  {
    id: 'hook',
    label: 'Keyboard hook',
    // It does not take keys from the program in front, so it is for the one that needs the release.
    serves: (action) => action === 'talk',
    reportsRelease: true,
    deafAfterSleep: true,
    obstacle: hookObstacle,
  },
  {
    id: 'portal',
    label: 'Desktop portal',
    serves: () => true,
    reportsRelease: true,
    deafAfterSleep: false,
    obstacle: portalObstacle,
  },
  {
    id: 'kde',
    label: 'KDE shortcuts',
    serves: () => true,
    reportsRelease: true,
    deafAfterSleep: false,
    obstacle: kdeObstacle,
  },
  {
    id: 'global_shortcut',
    label: 'System shortcut',
    serves: () => true,
    reportsRelease: false,
    deafAfterSleep: true,
    obstacle: () => undefined,
  },
];

function hookObstacle({ platform, arch, environment }: KeyPlace): string | undefined {
  if (platform === 'darwin' || platform === 'win32') return undefined;
  if (platform !== 'linux') return 'There is no keyboard hook for this system.';
  if (isWayland(environment)) return 'Wayland shows no program the keys of another.';
  if (!environment.DISPLAY) return 'There is no X11 display.';
  // Version 1.5.5 ships an x86-64 file under the name of each other processor.
  return arch === 'x64' ? undefined : `uiohook-napi has no working file for ${arch} on Linux.`;
}

function portalObstacle({ platform, environment }: KeyPlace): string | undefined {
  if (platform !== 'linux') return 'Only Linux desktops have portals.';
  return environment.DBUS_SESSION_BUS_ADDRESS ? undefined : 'There is no session bus.';
}

function kdeObstacle(place: KeyPlace): string | undefined {
  const { XDG_CURRENT_DESKTOP = '' } = place.environment;
  if (!XDG_CURRENT_DESKTOP.split(':').includes('KDE')) return 'This desktop is not KDE.';
  return portalObstacle(place);
}

/** On Wayland each shortcut is the desktop's to give, which may ask the person. */
export function isWayland({ WAYLAND_DISPLAY, XDG_SESSION_TYPE }: KeyPlace['environment']): boolean {
  return Boolean(WAYLAND_DISPLAY) || XDG_SESSION_TYPE === 'wayland';
}
