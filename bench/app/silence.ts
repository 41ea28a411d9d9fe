import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Settings } from '#shared/settings/settings.ts';
import { startWebHost } from '../bridge/web-host.ts';
import type { Table } from '../lib/bench.ts';
import { launchWithMicrophone } from '../lib/browser.ts';
import { spread } from '../lib/statistics.ts';
import { openDesk, QUIET } from './desk.ts';
import { installEar, keepBusy, untilSilence, untilSound } from './ear.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

const ANSWER_MS = 4000;
const REST_MS = 500;
const START_MS = 1500;

/** Something that plays, and somebody who interrupts it. */
type Scene = {
  readonly server: StandIn;
  readonly page: Page;
  /** Answers when it happened, ms since the epoch. */
  interrupt(): Promise<number>;
  goOn(): Promise<void>;
};

/** B8, through the whole app: from being interrupted to the last sample that is not silent. */
export async function silenceAfterInterruption(times: number): Promise<Table> {
  const bySpeech = await onDesk('hands_free', times);
  const byKey = await onDesk('hold', times);
  const web = await inBrowser(times);
  return {
    title: 'Interruption → last sample that is not silent, ms p50 / p99 (B8)',
    columns: ['from', 'page idle', 'page busy, tasks of 60 ms', 'limit', 'rival, idle / busy'],
    rows: [
      ['desktop app, speech_started sent by the server', spread(bySpeech), '–', '12', '5.3 / 69'],
      ['desktop app, talk key pressed', spread(byKey), '–', '12', '–'],
      ['web host, speech_started sent by the server', spread(web.idle), spread(web.busy), '12', '5.3 / 69'],
    ],
    note: `${times} times each, in an answer of which seconds are queued. The ear sits between player and loudspeaker, on the audio thread. Its clock has steps of 1 ms and Chromium renders 10 ms at a time; the device’s latency comes on top. The double takes what goes from the main process to the audio thread through the page, which Electron does not; so a busy page is measured in the web host alone. The rival’s figures, p99 of its player alone, are wavtools’ in \`reference/performance.md\`; they are measured again in the section on player and recorder.`,
  };
}

async function onDesk(mode: Settings['turns']['mode'], times: number): Promise<readonly number[]> {
  const { desktop, server, pressKey, untilTray, close } = await openDesk(({ turns }) => ({
    turns: { ...turns, mode },
  }));
  try {
    const page = await desktop.page('hud.html');
    await installEar(page);
    await page.reload();
    await sleep(START_MS);
    if (mode === 'hands_free') return await interruptions(spokenOver(server, page), times);
    const goOn = async (): Promise<void> => {
      await pressKey();
      await untilTray('ready');
    };
    return await interruptions({ server, page, interrupt: pressKey, goOn }, times);
  } finally {
    await close();
  }
}

async function inBrowser(times: number): Promise<{ idle: readonly number[]; busy: readonly number[] }> {
  const server = await startStandIn();
  const host = await startWebHost(server.url, QUIET);
  const browser = await launchWithMicrophone();
  try {
    const page = await browser.newPage({ locale: 'en-US' });
    await installEar(page);
    await page.goto(host.url);
    await page.getByRole('switch', { name: 'Hands-free' }).click();
    await sleep(START_MS);
    const scene = spokenOver(server, page);
    const idle = await interruptions(scene, times);
    await keepBusy(page);
    return { idle, busy: await interruptions(scene, times) };
  } finally {
    await browser.close();
    await host.close();
    await server.close();
  }
}

function spokenOver(server: StandIn, page: Page): Scene {
  return {
    server,
    page,
    interrupt: async () => server.hearSpeech(),
    goOn: async () => server.hearNoMore(),
  };
}

async function interruptions(
  { server, page, interrupt, goOn }: Scene,
  times: number,
): Promise<readonly number[]> {
  const measured: number[] = [];
  for (let time = 0; time < times; time += 1) {
    server.speak(ANSWER_MS);
    await untilSound(page);
    await sleep(REST_MS);
    const asked = await interrupt();
    measured.push((await untilSilence(page)) - asked);
    await sleep(REST_MS);
    await goOn();
    await sleep(REST_MS);
  }
  return measured;
}
