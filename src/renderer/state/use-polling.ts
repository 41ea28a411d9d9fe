import { useEffect, useRef } from 'react';

/** Does `work` while `active`: at once and then every `periodMs`, but never again before it is done. It must not reject. */
export function usePolling(work: () => Promise<void>, periodMs: number, active = true): void {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (!active) return;
    let isBusy = false;
    const poll = async (): Promise<void> => {
      if (isBusy) return;
      isBusy = true;
      await latest.current();
      isBusy = false;
    };
    void poll();
    const timer = setInterval(() => void poll(), periodMs);
    return () => clearInterval(timer);
  }, [periodMs, active]);
}
