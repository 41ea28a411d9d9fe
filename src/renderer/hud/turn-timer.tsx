import { useState } from 'react';
import { useNow } from '../state/use-now.ts';

/** How long this turn has been going on, from when it is first shown. Not announced: it changes all the time. */
export function TurnTimer() {
  const [since] = useState(Date.now);
  const seconds = Math.max(0, Math.floor((useNow(true) - since) / 1000));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <span className="hud-timer" aria-hidden="true">
      {text}
    </span>
  );
}
