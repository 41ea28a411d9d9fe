import type { Page } from 'playwright-core';
import { waitUntil } from '../../test/support/wait-until.ts';

/** Tells, in the audio thread, when sound has ended: the time of the last quantum that was not silent, ms since the epoch. */
const EAR = `registerProcessor('bench-ear', class extends AudioWorkletProcessor {
  loudAt = 0;
  quiet = 0;
  process([[samples = []]]) {
    if (samples.some((sample) => Math.abs(sample) > 1e-4)) {
      if (this.loudAt === 0) this.port.postMessage('began');
      this.loudAt = Date.now();
      this.quiet = 0;
    } else if (this.loudAt > 0 && ++this.quiet === ${20}) {
      this.port.postMessage(this.loudAt);
      this.loudAt = 0;
    }
    return true;
  }
});`;

type Heard = 'began' | number;

/**
 * Puts an ear where the page's loudspeaker is, from its next load on. It listens on the audio thread: a busy page does not make
 * it late.
 */
export async function installEar(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // The app lets no script in that is not its own.
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.addInitScript(listen, `data:text/javascript,${encodeURIComponent(EAR)}`);
}

/** Resolves when the page has begun to play. */
export async function untilSound(page: Page): Promise<void> {
  await waitUntil(async () => (await take(page)) === 'began', 'sound');
}

/** When the sound ended, ms since the epoch. */
export async function untilSilence(page: Page): Promise<number> {
  return waitUntil(async () => {
    const heard = await take(page);
    return heard === 'began' ? undefined : heard;
  }, 'silence');
}

/** Keeps the page's thread busy with tasks of 60 ms from now on. */
export async function keepBusy(page: Page): Promise<void> {
  await page.evaluate(() => {
    const busy = (): void => {
      const end = performance.now() + 60;
      while (performance.now() < end);
    };
    setInterval(busy, 0);
  });
}

const take = (page: Page): Promise<Heard | undefined> =>
  page.evaluate(() => (Reflect.get(window, 'heardByBench') as Heard[]).shift());

/** Runs in the page, before its scripts. */
function listen(ear: string): void {
  const heard: unknown[] = [];
  Object.assign(window, { heardByBench: heard });
  const connect = AudioNode.prototype.connect as (this: AudioNode, ...args: unknown[]) => unknown;
  Object.assign(AudioNode.prototype, {
    connect(this: AudioNode, ...args: unknown[]): unknown {
      if (args[0] instanceof AudioDestinationNode) {
        void this.context.audioWorklet.addModule(ear).then(() => {
          const node = new AudioWorkletNode(this.context, 'bench-ear', { numberOfOutputs: 0 });
          node.port.onmessage = ({ data }) => void heard.push(data);
          connect.call(this, node);
        });
      }
      return connect.apply(this, args);
    },
  });
}
