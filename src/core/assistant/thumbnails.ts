import { createHash } from 'node:crypto';
import { keepNewest } from '#shared/base/keep-newest.ts';
import type { Picture } from '#shared/bridge/picture.ts';

/** The small copies of pictures that were sent, found by the pictures themselves. */
export type Thumbnails = {
  keep(picture: Picture): void;
  /** `undefined` for a picture that was not sent from here, or long ago. */
  of(image: string | undefined): string | undefined;
};

/** The one kept longest ago is forgotten first. */
const MAX_THUMBNAILS = 50;

export function createThumbnails(): Thumbnails {
  const kept = new Map<string, string>();
  return {
    keep({ image, thumbnail }) {
      kept.set(digest(image), thumbnail);
      keepNewest(kept, MAX_THUMBNAILS);
    },
    of: (image) => (image === undefined ? undefined : kept.get(digest(image))),
  };
}

/** A digest, so that the pictures themselves are not kept in memory for as long. */
const digest = (image: string): string => createHash('sha256').update(image).digest('base64');
