import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../../test/support/wait-until.ts';
import type { Table } from '../lib/bench.ts';
import { median } from '../lib/statistics.ts';
import { type Desk, openDesk } from './desk.ts';
import { wallTime } from './stand-in.ts';

const START_MS = 1500;

/** From the crash of a page to the page as it was. Each time another app: after a few crashes it would give the page up. */
export async function windowAfterCrash(times: number): Promise<Table> {
  const measured: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const desk = await openDesk();
    try {
      await desk.untilTray('ready');
      await sleep(START_MS);
      measured.push(await crash(desk));
    } finally {
      await desk.close();
    }
  }
  return {
    title: 'Crash of the window’s page → window as it was, ms',
    columns: ['', 'median', 'longest', 'limit'],
    rows: [
      [
        'line of the conversation shown again, talk button usable',
        median(measured).toFixed(0),
        Math.max(...measured).toFixed(0),
        '2000',
      ],
    ],
    note: `${times} crashes, each of another app. The session goes on in core meanwhile. No rival’s figure is known.`,
  };
}

async function crash({ desktop, server }: Desk): Promise<number> {
  const window = await desktop.page('index.html');
  await window.getByRole('textbox').fill('what is kept of this?');
  await window.keyboard.press('Enter');
  const line = window.locator('.line[data-role=user]');
  await line.waitFor();
  const session = await window.context().newCDPSession(window);
  const start = wallTime();
  // Nobody is left to answer it.
  session.send('Page.crash').catch(() => {});
  await waitUntil(() => desktop.electron.evaluate(isBack), 'window after its crash');
  const end = wallTime();
  if (server.connections() !== 1) throw new Error('The session did not last.');
  return end - start;
}

/** Asked in the main process: Playwright gives a page up that has crashed. */
async function isBack({ webContents }: typeof import('electron')): Promise<boolean> {
  const window = webContents.getAllWebContents().find((page) => page.getURL().includes('index.html'));
  const shown = `document.body.innerText.includes('what is kept of this?') && document.querySelector('.talk-button:not(:disabled)') !== null && document.body.innerText.includes('had crashed')`;
  return Boolean(await window?.executeJavaScript(shown));
}
