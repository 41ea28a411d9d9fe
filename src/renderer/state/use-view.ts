import { useCallback, useSyncExternalStore } from 'react';

/** What the window shows. It stands in the fragment of the address, so that the tray can ask for it and a reload keeps it. */
export type View = 'talk' | 'settings';

/** The view, and what changes it. Any fragment that is no view is the talk view. */
export function useView(): readonly [View, (view: View) => void] {
  const view = useSyncExternalStore(
    useCallback((listener: () => void) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    }, []),
    () => (window.location.hash === '#settings' ? 'settings' : 'talk'),
  );
  const show = useCallback((next: View): void => {
    window.location.hash = next;
  }, []);
  return [view, show];
}
