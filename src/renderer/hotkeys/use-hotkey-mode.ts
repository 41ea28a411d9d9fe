import { useEffect, useRef } from 'react';
import type { HotkeyMode } from '#shared/bridge/state.ts';

/** Core gives hotkeys back 3 s after it last heard of another mode, so that a page that crashed takes them from nobody. */
const RENEW_MS = 1_000;

/** Keeps hotkeys in a mode while this is on the page and `active`; `onLeft` when the person goes to another window. */
export function useHotkeyMode(
  mode: Exclude<HotkeyMode, 'use'>,
  active: boolean,
  parts: { readonly setMode: (mode: HotkeyMode) => void; readonly onLeft: () => void },
): void {
  const latest = useRef(parts);
  latest.current = parts;
  useEffect(() => {
    if (!active) return;
    const renew = (): void => latest.current.setMode(mode);
    const leave = (): void => latest.current.onLeft();
    renew();
    const timer = setInterval(renew, RENEW_MS);
    window.addEventListener('blur', leave);
    return () => {
      clearInterval(timer);
      window.removeEventListener('blur', leave);
      latest.current.setMode('use');
    };
  }, [mode, active]);
}
