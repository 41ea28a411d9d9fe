import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showApp } from './support.tsx';

test('a page of the settings begins at its top, however far down the one before was read', async () => {
  await page.viewport(960, 500);
  showApp();
  await userEvent.click(page.getByRole('button', { name: 'Settings', exact: true }));
  await userEvent.click(page.getByRole('button', { name: 'Listening', exact: true }));
  page.getByLabelText('While Hark speaks, hands-free').element().scrollIntoView();
  await expect.element(page.getByRole('heading', { name: 'Listening' })).not.toBeInViewport();
  await userEvent.click(page.getByRole('button', { name: 'Voice', exact: true }));
  await expect.element(page.getByRole('heading', { name: 'Voice', exact: true })).toBeInViewport();
});
