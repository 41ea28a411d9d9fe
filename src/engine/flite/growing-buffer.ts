/** Bytes written one after the other, or over earlier ones, like a file. */
export type GrowingBuffer = {
  write(bytes: Uint8Array): void;
  /** Moves the place of the next `write`; may lie behind the end. */
  position: number;
  readonly length: number;
  /** A view of what was written, valid until the next `write`. */
  bytes(): Uint8Array;
};

export function createGrowingBuffer(initialCapacity: number): GrowingBuffer {
  let store = new Uint8Array(initialCapacity);
  let length = 0;
  return {
    position: 0,
    write(bytes) {
      const end = this.position + bytes.length;
      if (end > store.length) {
        const larger = new Uint8Array(Math.max(store.length * 2, end));
        larger.set(store.subarray(0, length));
        store = larger;
      }
      store.set(bytes, this.position);
      this.position = end;
      length = Math.max(length, end);
    },
    get length() {
      return length;
    },
    bytes: () => store.subarray(0, length),
  };
}
