import { readPrivateJson, writePrivateJson } from '#core/hosting/private-file.ts';
import type { LogPort } from '#core/ports.ts';
import { type HudEdge, type HudPlace, USUAL_PLACE } from './hud-place.ts';

/** Where the person put the HUD, by screen and by the edge it belongs to. */
export type HudPlaces = {
  /** The usual place for a screen where it was never moved. */
  of(displayId: number, edge: HudEdge): HudPlace;
  remember(displayId: number, edge: HudEdge, place: HudPlace): void;
};

/** Those that were not changed for so many others are forgotten. */
const MAX_PLACES = 64;

/** Places in a file of their own. One that cannot be read or written costs the person a drag and is only logged. */
export async function openHudPlaces(path: string, log: LogPort): Promise<HudPlaces> {
  const places = new Map(readPlaces(await readPrivateJson(path).catch(() => undefined)));
  let lastWrite: Promise<void> = Promise.resolve();
  return {
    of: (displayId, edge) => places.get(keyOf(displayId, edge)) ?? USUAL_PLACE,
    remember(displayId, edge, place) {
      const key = keyOf(displayId, edge);
      places.delete(key);
      places.set(key, place);
      const kept = Object.fromEntries([...places].slice(-MAX_PLACES));
      lastWrite = lastWrite
        .then(() => writePrivateJson(path, kept))
        .catch((error: unknown) => log.warn('The place of the HUD could not be kept', error));
    },
  };
}

const keyOf = (displayId: number, edge: HudEdge): string => `${displayId} ${edge}`;

function readPlaces(value: unknown): readonly (readonly [string, HudPlace])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([id, place]) => (isPlace(place) ? [[id, place] as const] : []));
}

function isPlace(value: unknown): value is HudPlace {
  if (typeof value !== 'object' || value === null || !('right' in value) || !('away' in value)) return false;
  return Number.isFinite(value.right) && Number.isFinite(value.away);
}
