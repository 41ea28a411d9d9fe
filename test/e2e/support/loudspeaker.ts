import type { Page } from 'playwright-core';

/** Samples of one call of a tap. */
export const TAP_BLOCK = 4096;
/** Samples that Web Audio renders at a time. */
const QUANTUM = 128;

/**
 * Runs in the page before its scripts: whatever a node sends to the loudspeaker is also kept, sample by sample and each node
 * apart, because a cue may still sound when an answer begins. A ScriptProcessor can do that under the page's content security
 * policy; it needs no script of its own.
 */
export function keepWhatIsPlayed(tapBlock: number): void {
  const kept: Float32Array[][] = [];
  Object.assign(window, { heardByTest: kept });
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => unknown;
  function connectWithTap(this: AudioNode, ...args: unknown[]): unknown {
    const [target] = args;
    if (target instanceof AudioDestinationNode) {
      const tap = this.context.createScriptProcessor(tapBlock, 1, 1);
      const blocks: Float32Array[] = [];
      kept.push(blocks);
      tap.onaudioprocess = ({ inputBuffer }) => void blocks.push(inputBuffer.getChannelData(0).slice());
      connect.call(this, tap);
      connect.call(tap, target);
    }
    return connect.apply(this, args);
  }
  Object.assign(AudioNode.prototype, { connect: connectWithTap });
}

/** Everything each node of the page has played since it was loaded, as pcm16 at 24 kHz. */
export async function heardOn(page: Page): Promise<readonly Int16Array[]> {
  const texts = await page.evaluate(() => {
    const kept = (window as unknown as { heardByTest: Float32Array[][] }).heardByTest;
    return kept.map((blocks) =>
      blocks.map((block) => Array.from(block, (sample) => Math.round(sample * 32_768)).join(',')).join(','),
    );
  });
  return texts.map((text) => (text === '' ? new Int16Array() : Int16Array.from(text.split(','), Number)));
}

/** How many samples of `sent`, from its start, one node played without a gap or a change. */
export function playedPrefix(heard: readonly Int16Array[], sent: Int16Array): number {
  return Math.max(0, ...heard.map((played) => prefixIn(played, sent)));
}

function prefixIn(heard: Int16Array, sent: Int16Array): number {
  const loud = sent.findIndex((sample) => sample !== 0);
  if (loud === -1) return 0;
  let best = 0;
  for (let at = 0; at < heard.length; at += 1) {
    if (heard[at] !== sent[loud]) continue;
    best = Math.max(best, loud + matching(heard, at, sent, loud));
  }
  return best;
}

/**
 * The tap, not the player, now and then leaves out a quantum where its own blocks meet: Chromium's ScriptProcessor does not wait
 * for a page that reads the block before. Such a gap is stepped over; one anywhere else counts.
 */
function matching(heard: Int16Array, at: number, sent: Int16Array, from: number): number {
  let index = at;
  let count = from;
  for (;;) {
    while (count < sent.length && heard[index] === sent[count]) {
      index += 1;
      count += 1;
    }
    if (index % TAP_BLOCK !== 0 || !goesOn(heard, index, sent, count + QUANTUM)) return count - from;
    count += QUANTUM;
  }
}

function goesOn(heard: Int16Array, at: number, sent: Int16Array, from: number): boolean {
  const next = heard.subarray(at, at + QUANTUM);
  return next.length === QUANTUM && next.every((sample, index) => sample === sent[from + index]);
}
