import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HudEdge, type HudPlace, placeHud, placeOf, USUAL_PLACE } from '#main/hud/hud-place.ts';

const SIZE = { width: 420, height: 52 };
const TALL = { width: 420, height: 148 };
/** Screens left of and above the first one have negative origins. */
const workArea = fc.record({
  x: fc.integer({ min: -10_000, max: 10_000 }),
  y: fc.integer({ min: -10_000, max: 10_000 }),
  width: fc.integer({ min: 640, max: 8000 }),
  height: fc.integer({ min: 480, max: 5000 }),
});
const place: fc.Arbitrary<HudPlace> = fc.record({
  right: fc.double({ noNaN: true, min: -20_000, max: 20_000 }),
  away: fc.double({ noNaN: true, min: -20_000, max: 20_000 }),
});

const edge: fc.Arbitrary<HudEdge> = fc.constantFrom('bottom', 'top');

test('stands in the middle of the lower or upper edge of a screen, also of one to the left of the first', () => {
  const screen = { x: -1920, y: 100, width: 1920, height: 1000 };
  expect(placeHud(screen, SIZE, 'bottom', USUAL_PLACE)).toEqual({ ...SIZE, x: -1170, y: 1012 });
  expect(placeHud(screen, SIZE, 'top', USUAL_PLACE)).toEqual({ ...SIZE, x: -1170, y: 136 });
});

test('lies inside of any screen, whatever place was remembered and however tall it is', () => {
  fc.assert(
    fc.property(workArea, edge, place, fc.constantFrom(SIZE, TALL), (area, at, remembered, size) => {
      const { x, y, width, height } = placeHud(area, size, at, remembered);
      expect({ width, height }).toEqual(size);
      expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
      expect(x).toBeGreaterThanOrEqual(area.x);
      expect(y).toBeGreaterThanOrEqual(area.y);
      expect(x + width).toBeLessThanOrEqual(area.x + area.width);
      expect(y + height).toBeLessThanOrEqual(area.y + area.height);
    }),
  );
});

test('comes back to where it was dragged, and grows from its edge into the screen', () => {
  fc.assert(
    fc.property(workArea, edge, place, (area, at, anywhere) => {
      const dragged = placeHud(area, TALL, at, anywhere);
      const remembered = placeOf(area, dragged, at);
      expect(placeHud(area, TALL, at, remembered)).toEqual(dragged);
      const small = placeHud(area, SIZE, at, remembered);
      expect(small.x).toBe(dragged.x);
      if (at === 'top') expect(small.y).toBe(dragged.y);
      else expect(small.y + small.height).toBe(dragged.y + dragged.height);
    }),
  );
});
