import { z } from 'zod';

/** Largest picture that is sent, bytes of the file; a page makes it fit. */
export const MAX_PICTURE_BYTES = 512 * 1024;
/** Largest small copy, which the transcript shows, bytes. */
export const MAX_THUMBNAIL_BYTES = 8 * 1024;

/** How each kind of file begins, in base64: the Realtime protocol takes these two (protocol reference §4). */
const BEGINNINGS = [
  'data:image/png;base64,iVBORw0KGgo',
  // The first three bytes of every JPEG.
  'data:image/jpeg;base64,/9j/',
] as const;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The address that is the picture itself: a PNG or JPEG by its name and by its first bytes, of at most so many bytes. */
function dataUrl(maxBytes: number): z.ZodType<string> {
  const maxLength = Math.ceil(maxBytes / 3) * 4;
  return z.string().refine(
    (url) => {
      if (!BEGINNINGS.some((beginning) => url.startsWith(beginning))) return false;
      const data = url.slice(url.indexOf(',') + 1);
      return data.length <= maxLength && data.length % 4 === 0 && BASE64.test(data);
    },
    { error: `is no PNG or JPEG of at most ${maxBytes / 1024} KiB` },
  );
}

/** A picture that goes with a message, as data URLs. */
export const PictureSchema = z.strictObject({
  image: dataUrl(MAX_PICTURE_BYTES),
  thumbnail: dataUrl(MAX_THUMBNAIL_BYTES),
});
export type Picture = z.infer<typeof PictureSchema>;
