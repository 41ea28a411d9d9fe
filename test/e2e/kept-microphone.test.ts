import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Desktop, launchDesktop } from '../support/desktop-driver.ts';

const WAIT = { timeout: 15_000, interval: 100 };
const HOLD_MS = 900;

let desktop: Desktop;
let window: Page;
let hud: Page;
beforeEach(async () => {
  desktop = await launchDesktop();
  [window, hud] = [await desktop.page('index.html'), await desktop.page('hud.html')];
  await expect.poll(toolTip, WAIT).toContain('ready');
  await hud.evaluate(watchMicrophones);
  await window.getByRole('button', { name: 'Settings', exact: true }).click();
  await window.getByRole('button', { name: 'Listening', exact: true }).click();
  await window.getByLabel('Keep open after a turn').selectOption('For 5 minutes');
  await window.getByRole('button', { name: 'Settings', exact: true }).click();
});
afterEach(() => desktop.close());

const toolTip = (): Promise<string> => desktop.person('trayToolTip');

/** Notes every microphone that the page opens. */
function watchMicrophones(): void {
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  const streams: MediaStream[] = [];
  Object.assign(globalThis, { streams });
  devices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    streams.push(stream);
    return stream;
  };
}

/** What became of each microphone that was opened, in order. */
const microphones = (): Promise<string[]> =>
  hud.evaluate(() => {
    const { streams } = globalThis as unknown as { streams: MediaStream[] };
    return streams.flatMap((stream) => stream.getTracks().map((track) => track.readyState));
  });

async function talk(): Promise<void> {
  await window.locator('.talk-button').hover();
  await window.mouse.down();
  await window.waitForTimeout(HOLD_MS);
  await window.mouse.up();
}

test('a microphone that is kept open serves the next turn, is shown, and is closed by a click or by locking the screen', async () => {
  await talk();
  await expect.poll(() => window.getByText('Microphone kept open').isVisible(), WAIT).toBe(true);
  await expect.poll(toolTip, WAIT).toContain('microphone kept open');
  await talk();
  await expect.poll(toolTip, WAIT).toContain('microphone kept open');
  expect(await microphones()).toEqual(['live']);
  await window.getByRole('button', { name: 'Close it' }).click();
  await expect.poll(microphones, WAIT).toEqual(['ended']);
  expect(await toolTip()).not.toContain('kept open');

  await talk();
  await expect.poll(microphones, WAIT).toEqual(['ended', 'live']);
  await desktop.person('power', 'lock-screen');
  await expect.poll(microphones, WAIT).toEqual(['ended', 'ended']);
  await expect.poll(() => window.getByText('Microphone kept open').count(), WAIT).toBe(0);
});
