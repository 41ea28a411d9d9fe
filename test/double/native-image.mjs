// Images as bytes. Sizes are read from a PNG's header; nothing is drawn.
import { existsSync, readFileSync } from 'node:fs';

const PNG_SIGNATURE = 0x89504e47;

export class NativeImage {
  #bytes;
  #size;
  #isTemplate = false;

  constructor(bytes = Buffer.alloc(0), size = undefined) {
    this.#bytes = bytes;
    const isPng = bytes.length > 24 && bytes.readUInt32BE(0) === PNG_SIGNATURE;
    const read = isPng
      ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
      : { width: 0, height: 0 };
    this.#size = size ?? read;
  }

  isEmpty() {
    return this.#bytes.length === 0;
  }

  getSize() {
    return { ...this.#size };
  }

  toPNG() {
    return this.#bytes;
  }

  toDataURL() {
    return `data:image/png;base64,${this.#bytes.toString('base64')}`;
  }

  resize({ width, height }) {
    const { width: ownWidth, height: ownHeight } = this.#size;
    const ratio = ownWidth === 0 ? 1 : ownHeight / ownWidth;
    const wide = width ?? Math.round(height / ratio);
    return new NativeImage(this.#bytes, { width: wide, height: height ?? Math.round(width * ratio) });
  }

  setTemplateImage(isTemplate) {
    this.#isTemplate = isTemplate;
  }

  isTemplateImage() {
    return this.#isTemplate;
  }

  addRepresentation({ buffer }) {
    if (this.isEmpty() && buffer) this.#bytes = buffer;
  }
}

export const nativeImage = {
  createEmpty: () => new NativeImage(),
  createFromPath: (path) => new NativeImage(existsSync(path) ? readFileSync(path) : undefined),
  createFromBuffer: (bytes, size) => new NativeImage(bytes, size),
  createFromDataURL: (url) => new NativeImage(Buffer.from(url.split(',')[1] ?? '', 'base64')),
};
