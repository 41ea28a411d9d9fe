/** Pixels of the desktop, in which screens to the left or above have negative places. */
export type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type Size = Pick<Rect, 'width' | 'height'>;

/**
 * Where the HUD stands on a screen, by the middle of its lower edge, so that it grows upwards: pixels to the right of the
 * screen's middle, and above its lower edge.
 */
export type HudPlace = { readonly right: number; readonly up: number };

export const USUAL_PLACE: HudPlace = { right: 0, up: 36 };

/** The HUD's bounds, inside of the screen whatever its size now is. `workArea` is the screen without its bars. */
export function placeHud(workArea: Rect, size: Size, { right, up }: HudPlace): Rect {
  const x = Math.round(workArea.x + workArea.width / 2 + right - size.width / 2);
  const y = Math.round(workArea.y + workArea.height - up - size.height);
  return {
    ...size,
    x: clamp(x, workArea.x, workArea.x + workArea.width - size.width),
    y: clamp(y, workArea.y, workArea.y + workArea.height - size.height),
  };
}

/** The place of a HUD that was dragged to `bounds`. */
export function placeOf(workArea: Rect, bounds: Rect): HudPlace {
  return {
    right: bounds.x + bounds.width / 2 - (workArea.x + workArea.width / 2),
    up: workArea.y + workArea.height - (bounds.y + bounds.height),
  };
}

/** A screen that is too small for the HUD shows its upper left part. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
