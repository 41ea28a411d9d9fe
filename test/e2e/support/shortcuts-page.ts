import type { Locator, Page } from 'playwright-core';

/** Opens the settings at the Shortcuts page. */
export async function openShortcuts(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Settings', exact: true }).click();
  await window.getByRole('button', { name: 'Shortcuts', exact: true }).click();
}

export const closeSettings = (window: Page): Promise<void> =>
  window.getByRole('button', { name: 'Settings', exact: true }).click();

/** The field that shows, and records, the key of an action. */
export const keyField = (window: Page, action: string): Locator =>
  window.getByRole('button', { name: new RegExp(`^${action}: `) });
