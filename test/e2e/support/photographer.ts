import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = resolve(import.meta.dirname, '../../../docs/screenshots');

/** Writes the page as it is now into docs/screenshots. */
export async function photograph(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** The page as it is now, in both themes: `name-light` and `name-dark`. */
export async function photographBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await photograph(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Presses the button of exactly this name. */
export const press = (window: Page, name: string): Promise<void> =>
  window.getByRole('button', { name, exact: true }).click();

/** What the HUD's page reports when the device is gone. */
export const UNPLUG_MICROPHONE = `hark.request('microphone.failed', {
  message: 'The microphone “USB Headset” was unplugged.',
  action: 'Plug it in, or choose another one.',
})`;
