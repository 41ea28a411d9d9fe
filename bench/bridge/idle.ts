import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { progress, type Table } from '../lib/bench.ts';
import { processorTimeBelow } from '../lib/processor-time.ts';
import { findChromium } from '../lib/scripts.ts';
import { startWebHost } from './web-host.ts';

const MEASURED_MS = 30_000;
const EMPTY_PAGE_MS = 8000;
/** The answer is heard and the context has gone to sleep. */
const SETTLED_MS = 6000;

/** B16: the app after it was used, with nothing to do. */
export async function idleCost(): Promise<Table> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', '--disable-background-networking'],
  });
  const host = await startWebHost();
  try {
    const page = await browser.newPage();
    await page.goto('about:blank');
    await sleep(1000);
    const empty = await shares(host.pid, EMPTY_PAGE_MS);
    await page.goto(host.url);
    await use(page);
    progress('used the app; now it is left alone');
    const idle = await shares(host.pid, MEASURED_MS);
    return {
      title: 'Idle, % of a core (B16)',
      columns: ['processes', '% of a core'],
      rows: [
        ['core and engine', idle.app.toFixed(2)],
        ['Chromium with the app', idle.chromium.toFixed(2)],
        ['Chromium with an empty page, to compare', empty.chromium.toFixed(2)],
      ],
      note: `Counted by the system over ${MEASURED_MS / 1000} s, ${SETTLED_MS / 1000} s after an answer was spoken.`,
    };
  } finally {
    await browser.close();
    await host.close();
  }
}

async function use(page: Page): Promise<void> {
  await page.getByRole('textbox').fill('what time is it');
  await page.keyboard.press('Enter');
  await page.locator('.line[data-role=assistant]:not([data-status=streaming])').first().waitFor();
  await sleep(SETTLED_MS);
}

/** % of a core of the host with its engine, and of everything else below this process. */
async function shares(hostPid: number, durationMs: number): Promise<{ app: number; chromium: number }> {
  const before = processorTimeBelow(process.pid);
  const start = performance.now();
  await sleep(durationMs);
  const elapsedMs = performance.now() - start;
  const ofHost = new Set([hostPid, ...processorTimeBelow(hostPid).keys()]);
  const spent = { app: 0, chromium: 0 };
  for (const [pid, cpuMs] of processorTimeBelow(process.pid)) {
    spent[ofHost.has(pid) ? 'app' : 'chromium'] += cpuMs - (before.get(pid) ?? 0);
  }
  return { app: (100 * spent.app) / elapsedMs, chromium: (100 * spent.chromium) / elapsedMs };
}
