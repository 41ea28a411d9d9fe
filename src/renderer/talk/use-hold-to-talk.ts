import { useCallback, useEffect, useRef, useState } from 'react';

type Holder = 'pointer' | 'space';

export type HoldToTalk = {
  readonly held: boolean;
  press(holder: Holder): void;
  release(holder: Holder): void;
};

/**
 * Talk while something is held: the button, or Space anywhere on the page where Space does nothing else. A hold that is lost
 * (the window loses the focus, the pointer its capture) ends as a release does, so that the microphone never stays open.
 */
export function useHoldToTalk(start: () => void, stop: () => void, disabled: boolean): HoldToTalk {
  const [held, setHeld] = useState(false);
  const holder = useRef<Holder | undefined>(undefined);
  const press = useCallback(
    (by: Holder) => {
      if (holder.current !== undefined || disabled) return;
      holder.current = by;
      setHeld(true);
      start();
    },
    [start, disabled],
  );
  const release = useCallback(
    (by: Holder) => {
      if (holder.current !== by) return;
      holder.current = undefined;
      setHeld(false);
      stop();
    },
    [stop],
  );
  useEffect(() => listenForSpace(press, release), [press, release]);
  useEffect(() => {
    const lose = (): void => {
      release('space');
      release('pointer');
    };
    window.addEventListener('blur', lose);
    return () => window.removeEventListener('blur', lose);
  }, [release]);
  return { held, press, release };
}

function listenForSpace(press: (by: Holder) => void, release: (by: Holder) => void): () => void {
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
