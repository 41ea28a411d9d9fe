import { useCallback, useSyncExternalStore } from 'react';

const VIEWS = ['talk', 'history', 'settings'] as const;
/** What the window shows. It stands in the fragment of the address, so that the tray can ask for it and a reload keeps it. */
export type View = (typeof VIEWS)[number];

/** The view, and what changes it. Any fragment that is no view is the talk view. */
export function useView(): readonly [View, (view: View) => void] {
  const view = useSyncExternalStore(
    useCallback((listener: () => void) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    }, []),
    () => VIEWS.find((id) => window.location.hash === `#${id}`) ?? 'talk',
  );
  const show = useCallback((next: View): void => {
    window.location.hash = next;
  }, []);
  return [view, show];
}
