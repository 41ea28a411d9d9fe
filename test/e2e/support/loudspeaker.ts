import type { Page } from 'playwright-core';

/**
 * Runs in the page before its scripts: whatever reaches the loudspeaker is also kept, sample by sample, the answer and the
 * cues mixed as they are heard. A ScriptProcessor can do that under the page's content security policy; it needs no script
 * of its own.
 */
export function keepWhatIsPlayed(): void {
  const kept: Float32Array[] = [];
  Object.assign(window, { heardByTest: kept });
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => unknown;
  const taps = new WeakMap<BaseAudioContext, AudioNode>();
  const tapOf = (context: BaseAudioContext): AudioNode => {
    const known = taps.get(context);
    if (known !== undefined) return known;
    const tap = context.createScriptProcessor(4096, 1, 1);
    tap.onaudioprocess = ({ inputBuffer }) => void kept.push(inputBuffer.getChannelData(0).slice());
    connect.call(tap, context.destination);
    taps.set(context, tap);
    return tap;
  };
  function connectWithTap(this: AudioNode, ...args: unknown[]): unknown {
    if (args[0] instanceof AudioDestinationNode) connect.call(this, tapOf(this.context));
    return connect.apply(this, args);
  }
  Object.assign(AudioNode.prototype, { connect: connectWithTap });
}

/** Everything the page has played since it was loaded, as pcm16 at 24 kHz. */
export async function heardOn(page: Page): Promise<Int16Array> {
  const text = await page.evaluate(() => {
    const kept = (window as unknown as { heardByTest: Float32Array[] }).heardByTest;
    return kept
      .map((block) => Array.from(block, (sample) => Math.round(sample * 32_768)).join(','))
      .join(',');
  });
  return text === '' ? new Int16Array() : Int16Array.from(text.split(','), Number);
}

/** How many samples of `sent`, from its start, were played without a gap or a change. */
export function playedPrefix(heard: Int16Array, sent: Int16Array): number {
  const loud = sent.findIndex((sample) => sample !== 0);
  if (loud === -1) return 0;
  let best = 0;
  for (let at = 0; at < heard.length; at += 1) {
    if (heard[at] !== sent[loud]) continue;
    best = Math.max(best, loud + matching(heard, at, sent, loud));
  }
  return best;
}

function matching(heard: Int16Array, at: number, sent: Int16Array, from: number): number {
  let count = 0;
  while (from + count < sent.length && heard[at + count] === sent[from + count]) count += 1;
  return count;
}
