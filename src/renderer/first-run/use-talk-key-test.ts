import { useEffect, useState } from 'react';
import { capsOf } from '#shared/hotkeys/keycaps.ts';
import { platformOf } from '../hotkeys/platform.ts';
import { useHotkeyMode } from '../hotkeys/use-hotkey-mode.ts';
import type { SettingsContext } from '../settings/row.ts';

export type TalkKeyTest = {
  readonly caps: readonly string[];
  readonly isDown: boolean;
  /** Since the test is on the page. */
  readonly wasHeard: boolean;
};

/** Listens to the talk key without talking: to the hotkey in the desktop app, and to Space in a browser. */
export function useTalkKeyTest({ host, snapshot, actions }: SettingsContext, active: boolean): TalkKeyTest {
  const isDesktop = host === 'electron';
  const isSpaceDown = useSpace(!isDesktop);
  const isHere = useIsHere();
  useHotkeyMode('test', isDesktop && active && isHere, {
    setMode: actions.setHotkeyMode,
    onLeft: () => {},
  });
  const { actions: keys, tested } = snapshot.hotkeys;
  const heard = isDesktop && active && tested?.action === 'talk' ? tested : undefined;
  const isDown = isSpaceDown || heard?.edge === 'down';
  const [wasHeard, setHeard] = useState(false);
  if (!wasHeard && (isDown || heard !== undefined)) setHeard(true);
  const caps = isDesktop ? capsOf(keys.talk.bound || keys.talk.wanted, platformOf()) : ['Space'];
  return { caps, isDown, wasHeard };
}

/** In another window the key talks, as ever; also while this one is not shown yet, as after a start into the tray. */
function useIsHere(): boolean {
  const [isHere, setHere] = useState(() => document.hasFocus());
  useEffect(() => {
    const come = (): void => setHere(true);
    const leave = (): void => setHere(false);
    window.addEventListener('focus', come);
    window.addEventListener('blur', leave);
    return () => {
      window.removeEventListener('focus', come);
      window.removeEventListener('blur', leave);
    };
  }, []);
  return isHere;
}

function useSpace(active: boolean): boolean {
  const [isDown, setDown] = useState(false);
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent): void => {
      // A button that has the focus is pressed with it.
      if (event.code !== 'Space' || event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      setDown(event.type === 'keydown');
    };
    const lose = (): void => setDown(false);
    document.addEventListener('keydown', onKey);
    document.addEventListener('keyup', onKey);
    window.addEventListener('blur', lose);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('keyup', onKey);
      window.removeEventListener('blur', lose);
    };
  }, [active]);
  return isDown;
}
