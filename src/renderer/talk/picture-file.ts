import { MAX_PICTURE_BYTES, MAX_THUMBNAIL_BYTES, type Picture } from '#shared/bridge/picture.ts';
import type { PlainKey } from '#shared/i18n/words.ts';

/** Kinds of files that can be pasted. WebP is sent as PNG or JPEG: the Realtime protocol takes only these. */
const KINDS: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];
const MAX_FILE_BYTES = 20 * 1024 * 1024;

type Form = { readonly type: 'image/png' | 'image/jpeg'; readonly quality?: number };
type Limits = {
  readonly maxBytes: number;
  readonly sides: readonly number[];
  readonly forms: readonly Form[];
};

/** Longest sides in pixels, and ways to write a picture, best first; the first that fits is taken. */
const SENT: Limits = {
  maxBytes: MAX_PICTURE_BYTES,
  sides: [1280, 960, 640],
  forms: [
    // Small writing on a screen stays sharp.
    { type: 'image/png' },
    { type: 'image/jpeg', quality: 0.85 },
    { type: 'image/jpeg', quality: 0.6 },
  ],
};
const SHOWN: Limits = {
  maxBytes: MAX_THUMBNAIL_BYTES,
  sides: [160, 80],
  forms: [
    { type: 'image/jpeg', quality: 0.7 },
    { type: 'image/jpeg', quality: 0.4 },
  ],
};

export type PictureResult = { readonly picture: Picture } | { readonly problem: PlainKey };

/**
 * A pasted file as it is sent: drawn anew, so that it fits and nothing but its pixels goes along, neither where a photograph
 * was taken nor by whom. Never rejects.
 */
export async function readPictureFile(file: Blob): Promise<PictureResult> {
  if (!KINDS.includes(file.type)) return { problem: 'talk:pictureKind' };
  if (file.size > MAX_FILE_BYTES) return { problem: 'talk:pictureSize' };
  try {
    const bitmap = await createImageBitmap(file);
    const [image, thumbnail] = [await shrink(bitmap, SENT), await shrink(bitmap, SHOWN)];
    bitmap.close();
    return image === undefined || thumbnail === undefined
      ? { problem: 'talk:pictureUnreadable' }
      : { picture: { image, thumbnail } };
  } catch {
    return { problem: 'talk:pictureUnreadable' };
  }
}

async function shrink(bitmap: ImageBitmap, { maxBytes, sides, forms }: Limits): Promise<string | undefined> {
  for (const side of sides) {
    const canvas = draw(bitmap, side);
    for (const form of forms) {
      const blob = await canvas.convertToBlob(form);
      if (blob.size <= maxBytes) return dataUrlOf(blob);
    }
  }
  return undefined;
}

/** Never larger than it is; what is transparent becomes white, since JPEG would make it black. */
function draw(bitmap: ImageBitmap, side: number): OffscreenCanvas {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((size) => Math.max(1, Math.round(size * scale)));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
