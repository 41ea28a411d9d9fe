/** Pixels of the desktop, in which screens to the left or above have negative places. */
export type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type Size = Pick<Rect, 'width' | 'height'>;

/** The edge of the screen that the HUD belongs to. */
export type HudEdge = 'bottom' | 'top';

/**
 * Where the HUD stands on a screen: pixels from the screen's middle to its own, and from its edge of the screen to the nearer edge
 * of its own, so that it grows into the screen.
 */
export type HudPlace = { readonly right: number; readonly away: number };

export const USUAL_PLACE: HudPlace = { right: 0, away: 36 };

/** The HUD's bounds, inside of the screen whatever its size now is. `workArea` is the screen without its bars. */
export function placeHud(workArea: Rect, size: Size, edge: HudEdge, { right, away }: HudPlace): Rect {
  const x = Math.round(workArea.x + workArea.width / 2 + right - size.width / 2);
  const free = workArea.height - size.height;
  const y = Math.round(workArea.y + (edge === 'top' ? away : free - away));
  return {
    ...size,
    x: clamp(x, workArea.x, workArea.x + workArea.width - size.width),
    y: clamp(y, workArea.y, workArea.y + free),
  };
}

/** The place of a HUD that was dragged to `bounds`. */
export function placeOf(workArea: Rect, bounds: Rect, edge: HudEdge): HudPlace {
  const above = bounds.y - workArea.y;
  return {
    right: bounds.x + bounds.width / 2 - (workArea.x + workArea.width / 2),
    away: edge === 'top' ? above : workArea.height - above - bounds.height,
  };
}

/** A screen that is too small for the HUD shows its upper left part. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
