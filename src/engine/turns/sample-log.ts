/**
 * Samples by their position in the stream, counted since the session began: the front is given up as time goes on, positions
 * never change. Its bound is the caller's, who drops before it appends.
 */
export type SampleLog = {
  /** Position of the oldest sample held, and one past the newest. */
  readonly start: number;
  readonly end: number;
  append(samples: Int16Array): void;
  /** A copy of [from, to); both are clamped to what is held. */
  slice(from: number, to: number): Int16Array;
  /** Gives up everything before a position. */
  dropBefore(position: number): void;
};

export function createSampleLog(): SampleLog {
  let chunks: Int16Array[] = [];
  let start = 0;
  let end = 0;

  const slice = (from: number, to: number): Int16Array => {
    const first = Math.max(from, start);
    const samples = new Int16Array(Math.max(0, Math.min(to, end) - first));
    let chunkEnd = end;
    // From the newest chunk back: what is asked for lies at the end of a turn that may be minutes long.
    for (let index = chunks.length - 1; chunkEnd > first; index -= 1) {
      const chunk = chunks[index] as Int16Array;
      const chunkStart = chunkEnd - chunk.length;
      const part = chunk.subarray(Math.max(0, first - chunkStart), Math.max(0, to - chunkStart));
      if (part.length > 0) samples.set(part, Math.max(0, chunkStart - first));
      chunkEnd = chunkStart;
    }
    return samples;
  };
  return {
    get start() {
      return start;
    },
    get end() {
      return end;
    },
    append(samples) {
      if (samples.length > 0) chunks.push(samples);
      end += samples.length;
    },
    slice,
    dropBefore(position) {
      const target = Math.min(Math.max(position, start), end);
      let drop = target - start;
      let gone = 0;
      for (const chunk of chunks) {
        if (chunk.length > drop) break;
        drop -= chunk.length;
        gone += 1;
      }
      chunks = chunks.slice(gone);
      const [head] = chunks;
      if (drop > 0 && head !== undefined) chunks[0] = head.slice(drop);
      start = target;
    },
  };
}
