import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PICTURE_BYTES, MAX_THUMBNAIL_BYTES, PictureSchema } from '#shared/bridge/picture.ts';
import { pngOf } from '../../support/pictures.ts';

const thumbnail = pngOf(2);
const isTaken = (image: string): boolean => PictureSchema.safeParse({ image, thumbnail }).success;
const urlOf = (type: string, bytes: Uint8Array): string =>
  `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

describe('a picture that comes from a page', () => {
  it.each([
    ['a PNG', pngOf(4)],
    ['a JPEG', urlOf('jpeg', Buffer.concat([JPEG, Buffer.alloc(100)]))],
    [
      'a PNG of exactly the largest size',
      urlOf('png', Buffer.concat([PNG, Buffer.alloc(MAX_PICTURE_BYTES - 8)])),
    ],
  ])('may be %s', (_, image) => {
    expect(isTaken(image)).toBe(true);
  });

  it.each([
    ['of another kind', urlOf('webp', Buffer.from('RIFF0000WEBP'))],
    ['that runs scripts', `data:image/svg+xml;base64,${Buffer.from('<svg/>').toString('base64')}`],
    ['that is elsewhere', 'https://example.org/picture.png'],
    ['that is a file of this computer', 'file:///etc/passwd'],
    ['that is called a PNG and is none', urlOf('png', JPEG)],
    ['that is called a JPEG and is none', urlOf('jpeg', PNG)],
    ['without bytes', 'data:image/png;base64,'],
    ['with more in its address', `${thumbnail}#<script>`],
    ['cut off in the middle of a byte', thumbnail.slice(0, -1)],
    ['that is too large', urlOf('png', Buffer.concat([PNG, Buffer.alloc(MAX_PICTURE_BYTES)]))],
  ])('is refused %s', (_, image) => {
    expect(isTaken(image)).toBe(false);
  });

  it('brings a small copy that is really small', () => {
    const large = urlOf('png', Buffer.concat([PNG, Buffer.alloc(MAX_THUMBNAIL_BYTES)]));
    expect(PictureSchema.safeParse({ image: thumbnail, thumbnail: large }).success).toBe(false);
    expect(PictureSchema.safeParse({ image: thumbnail }).success).toBe(false);
  });

  it('that is taken is always a PNG or JPEG of its bytes, whatever was done to it', () => {
    const damaged = fc
      .tuple(fc.constantFrom(pngOf(3), urlOf('jpeg', Buffer.concat([JPEG, PNG]))), fc.nat(60), fc.string())
      .map(([url, at, text]) => url.slice(0, at) + text + url.slice(at + text.length));
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string()), (image) => {
        if (!isTaken(image)) return;
        const [, type, data = ''] = /^data:image\/(png|jpeg);base64,(.*)$/s.exec(image) ?? [];
        const bytes = Buffer.from(data, 'base64');
        const magic = type === 'png' ? PNG : JPEG.subarray(0, 3);
        expect(bytes.subarray(0, magic.length)).toEqual(magic);
        expect(bytes.toString('base64')).toHaveLength(data.length);
      }),
      { numRuns: 2000 },
    );
  });
});
