import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestPayload } from '#shared/bridge/requests.ts';

type TalkKey = 'button' | 'space';
type KeyEdge = RequestPayload<'talk.key'>['edge'];

export type TalkKeys = {
  /** The button is down, or Space. */
  readonly pressed: boolean;
  press(key: TalkKey): void;
  release(key: TalkKey, edge?: 'up' | 'lost'): void;
};

/**
 * Tells core when the button, or Space anywhere on the page where Space does nothing else, goes down and up. What that means
 * is core's to say. A key whose end this page will not see (the window loses the focus, the pointer its capture) is lost.
 */
export function useTalkKeys(tell: (key: TalkKey, edge: KeyEdge) => void, disabled: boolean): TalkKeys {
  const [pressed, setPressed] = useState(false);
  const down = useRef<TalkKey | undefined>(undefined);
  const press = useCallback(
    (key: TalkKey) => {
      if (down.current !== undefined || disabled) return;
      down.current = key;
      setPressed(true);
      tell(key, 'down');
    },
    [tell, disabled],
  );
  const release = useCallback(
    (key: TalkKey, edge: 'up' | 'lost' = 'up') => {
      if (down.current !== key) return;
      down.current = undefined;
      setPressed(false);
      tell(key, edge);
    },
    [tell],
  );
  useEffect(() => listenForSpace(press, release), [press, release]);
  useEffect(() => {
    const lose = (): void => {
      release('space', 'lost');
      release('button', 'lost');
    };
    window.addEventListener('blur', lose);
    return () => window.removeEventListener('blur', lose);
  }, [release]);
  return { pressed, press, release };
}

function listenForSpace(press: (key: TalkKey) => void, release: (key: TalkKey) => void): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.code !== 'Space' || event.ctrlKey || event.altKey || event.metaKey || usesSpace(event.target))
      return;
    event.preventDefault();
    if (!event.repeat) press('space');
  };
  const onKeyUp = (event: KeyboardEvent): void => {
    if (event.code !== 'Space') return;
    // Browsers click a focused button when the key goes up.
    if (!usesSpace(event.target)) event.preventDefault();
    release('space');
  };
  document.addEventListener('keydown', onKeyDown);
  document.addEventListener('keyup', onKeyUp);
  return () => {
    document.removeEventListener('keydown', onKeyDown);
    document.removeEventListener('keyup', onKeyUp);
  };
}

/** Whether Space already means something where the focus is: typing, pressing another button, anything in a dialog. */
function usesSpace(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog, input, textarea, select, a, summary, [contenteditable]') !== null) return true;
  const button = target.closest('button');
  return button !== null && !button.classList.contains('talk-button');
}
