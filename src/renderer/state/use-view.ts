import { useCallback, useSyncExternalStore } from 'react';

const VIEWS = ['talk', 'history', 'diagnostics', 'settings'] as const;
/** What the window shows. It stands in the fragment of the address, so that the tray can ask for it and a reload keeps it. */
export type View = (typeof VIEWS)[number];

/** The view, and what changes it. Any fragment that is no view is the talk view. */
export function useView(): readonly [View, (view: View) => void] {
  const [view] = useFragment();
  return [VIEWS.find((id) => id === view) ?? 'talk', show];
}

/** The page of a view, `''` where none is asked for, and what shows another one; `#settings/voice` is a page of the settings. */
export function usePageOf(view: View): readonly [string, (page: string) => void] {
  const [shown, page = ''] = useFragment();
  const showPage = useCallback((next: string) => show(`${view}/${next}`), [view]);
  return [shown === view ? page : '', showPage];
}

function show(fragment: string): void {
  window.location.hash = fragment;
}

function useFragment(): readonly string[] {
  const fragment = useSyncExternalStore(subscribe, () => window.location.hash);
  return fragment.slice(1).split('/');
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
