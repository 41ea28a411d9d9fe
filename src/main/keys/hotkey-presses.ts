import type { HotkeyMode, TestedHotkey } from '#shared/bridge/state.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';

/** `lost`: the end of the press will not be seen. `spoiled`: it was none. `pressed`: nobody tells the release. */
export type HotkeyEdge = TestedHotkey['edge'] | 'lost' | 'spoiled';

export type HotkeyPressesParts = {
  readonly onKey: (action: HotkeyAction, edge: HotkeyEdge) => void;
  /** What is heard while hotkeys are only tested. */
  readonly onTested: (tested: Omit<TestedHotkey, 'count'>) => void;
};

/** Which hotkeys are down, and whom that is told in each mode. */
export type HotkeyPresses = {
  readonly mode: HotkeyMode;
  hear(action: HotkeyAction, edge: Exclude<HotkeyEdge, 'lost'>): void;
  /** The end of what is down now will not be seen. */
  lose(): void;
  setMode(mode: HotkeyMode): void;
};

export function createHotkeyPresses({ onKey, onTested }: HotkeyPressesParts): HotkeyPresses {
  const down = new Set<HotkeyAction>();
  let mode: HotkeyMode = 'use';
  const lose = (): void => {
    for (const action of down) onKey(action, 'lost');
    down.clear();
  };
  const use = (action: HotkeyAction, edge: Exclude<HotkeyEdge, 'lost'>): void => {
    if (edge === 'down') down.add(action);
    // The end of a press that did not begin in this mode is none.
    else if (edge !== 'pressed' && !down.delete(action)) return;
    onKey(action, edge);
  };
  return {
    get mode() {
      return mode;
    },
    hear(action, edge) {
      if (mode === 'use') use(action, edge);
      else if (mode === 'test') onTested({ action, edge: edge === 'spoiled' ? 'up' : edge });
    },
    lose,
    setMode(wanted) {
      lose();
      mode = wanted;
    },
  };
}
