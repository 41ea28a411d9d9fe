import { type BrowserWindow, screen } from 'electron';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { type HudContent, hudContentOf, isHudTall } from '#shared/bridge/hud-content.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { HudSettings } from '#shared/settings/settings.ts';
import { type HudEdge, placeHud, placeOf, type Rect, type Size } from './hud-place.ts';
import type { HudPlaces } from './hud-places.ts';

/** What is seen of Hark over other programs. */
export type Hud = {
  show(snapshot: AppSnapshot): void;
  close(): void;
};

export type HudParts = {
  readonly window: BrowserWindow;
  readonly clock: Clock;
  readonly places: HudPlaces;
};

/** Exactly what is drawn: a window takes the clicks of what lies under it, also where nothing is drawn. */
export const HUD_SIZE: Size = { width: 440, height: 52 };
const TALL_HUD_SIZE: Size = { width: 440, height: 156 };
/** With three lines of large captions. */
const TALLEST_HUD_SIZE: Size = { width: 560, height: 188 };

/** How long it stays when everything is done, and when something went wrong, ms (desktop-assistants reference §1.7, §3.3). */
const LINGER_MS = 800;
const PROBLEM_LINGER_MS = 8000;
/** A drag is over when the window has not moved for this long, ms. */
const DRAG_SETTLE_MS = 300;

/** Shows the HUD while something goes on, on the screen that the pointer is on, without ever taking the focus. */
export function createHud({ window, clock, places }: HudParts): Hud {
  const disposer = createDisposer();
  const frame = createHudFrame(window, clock, places);
  disposer.add(frame.close);
  let cancelHiding: Cancel | undefined;
  const keep = (): void => {
    cancelHiding?.();
    cancelHiding = undefined;
  };
  disposer.add(keep);
  // So that it does not flicker between two steps.
  const hideSoon = (delayMs: number): void => {
    cancelHiding ??= clock.after(delayMs, () => {
      cancelHiding = undefined;
      if (!window.isDestroyed()) window.hide();
    });
  };
  return {
    show(snapshot) {
      const active = isActive(snapshot);
      const seen = window.isVisible();
      if (!active && !seen) return;
      const { place, captions } = snapshot.settings.hud;
      if (place === 'hidden') {
        keep();
        return window.hide();
      }
      const content = hudContentOf(snapshot);
      frame.resize(sizeOf(content, captions), place);
      if (!active) return hideSoon(content.problem === undefined ? LINGER_MS : PROBLEM_LINGER_MS);
      keep();
      if (!seen) window.showInactive();
    },
    close: disposer.dispose,
  };
}

function sizeOf(content: HudContent, captions: HudSettings['captions']): Size {
  if (!isHudTall(content)) return HUD_SIZE;
  return captions === 'large' ? TALLEST_HUD_SIZE : TALL_HUD_SIZE;
}

/** The microphone may be open besides, for the meter of the settings: its window shows that. */
function isActive({ assistant: { kind } }: AppSnapshot): boolean {
  return kind === 'listening' || kind === 'thinking' || kind === 'speaking';
}

type HudFrame = { resize(size: Size, edge: HudEdge): void; close(): void };

/** Gives the HUD its bounds: anew for the screen in use while it is hidden, and where it stands while it is seen. */
function createHudFrame(window: BrowserWindow, clock: Clock, places: HudPlaces): HudFrame {
  let display = screen.getPrimaryDisplay();
  let given: Rect | undefined;
  let cancelSettling: Cancel | undefined;
  let edge: HudEdge = 'bottom';
  const resize = (size: Size, wanted: HudEdge): void => {
    // While it is dragged, it is the person's.
    if (cancelSettling !== undefined) return;
    if (!window.isVisible()) display = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    edge = wanted;
    const bounds = placeHud(display.workArea, size, edge, places.of(display.id, edge));
    if (sameBounds(bounds, given)) return;
    given = bounds;
    window.setBounds(bounds);
  };
  const settle = (): void => {
    cancelSettling = undefined;
    if (window.isDestroyed()) return;
    const bounds = window.getBounds();
    display = screen.getDisplayMatching(bounds);
    places.remember(display.id, edge, placeOf(display.workArea, bounds, edge));
    given = bounds;
    resize(bounds, edge);
  };
  const handleMove = (): void => {
    if (sameBounds(window.getBounds(), given)) return;
    cancelSettling?.();
    cancelSettling = clock.after(DRAG_SETTLE_MS, settle);
  };
  window.on('move', handleMove);
  return {
    resize,
    close() {
      cancelSettling?.();
      window.off('move', handleMove);
    },
  };
}

function sameBounds(one: Rect, other: Rect | undefined): boolean {
  return one.x === other?.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
