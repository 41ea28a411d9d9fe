import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { READY } from '../support/ready-snapshot.ts';
import { type ShownApp, showApp } from './support.tsx';

const KEY = 'sk-canary-0123456789';

async function open(changes: Partial<AppSnapshot> = {}): Promise<ShownApp> {
  const shown = showApp(changes);
  await userEvent.click(page.getByRole('button', { name: 'Settings' }));
  await expect.element(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  return shown;
}

const patches = ({ connection }: ShownApp): unknown[] =>
  connection.requests.filter(({ name }) => name === 'settings.update').map(({ payload }) => payload);

describe('the settings', () => {
  test('apply each change at once, and only that', async () => {
    const shown = await open();
    await userEvent.selectOptions(page.getByLabelText('Voice', { exact: true }), 'slt');
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Talk', exact: true }), 'hands_free');
    await userEvent.selectOptions(page.getByLabelText('Eagerness to reply'), 'high');
    expect(patches(shown)).toEqual([
      { patch: { voice: { name: 'slt' } } },
      { patch: { turns: { mode: 'hands_free' } } },
      { patch: { turns: { eagerness: 'high' } } },
    ]);
  });

  test('a slider sends where it came to rest, not every step', async () => {
    const shown = await open({
      settings: { ...DEFAULT_SETTINGS, turns: { ...DEFAULT_SETTINGS.turns, detection: 'server_vad' } },
    });
    const slider = page.getByLabelText('Pause before reply');
    (slider.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    await expect.element(page.getByText('0.8 s')).toBeVisible();
    await expect.poll(() => patches(shown)).toEqual([{ patch: { turns: { pauseMs: 800 } } }]);
  });

  test('show what core made of them', async () => {
    const { connection } = await open();
    const settings = { ...DEFAULT_SETTINGS, voice: { name: 'rms', speed: 1.25 } };
    connection.emit({ type: 'settings', settings });
    await expect.element(page.getByLabelText('Voice', { exact: true })).toHaveValue('rms');
    await expect.element(page.getByText('1.25×')).toBeVisible();
  });

  test('an address that was refused stays with the reason and is not forgotten', async () => {
    const shown = await open({
      settings: { ...DEFAULT_SETTINGS, endpoint: { ...DEFAULT_SETTINGS.endpoint, kind: 'custom' } },
    });
    const message = 'An address begins with wss:// or https://.';
    shown.connection.refusals.set('settings.update', { reason: 'invalid_input', message });
    await userEvent.fill(page.getByLabelText('Address'), 'ftp://example.org');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(message)).toBeVisible();
    await expect.element(page.getByLabelText('Address')).toHaveValue('ftp://example.org');
  });

  test('say in a sentence what leaves the computer', async () => {
    const privacy = 'Your voice goes to OpenAI.';
    await open({ endpoint: { ...READY.endpoint, provider: 'openai', label: 'OpenAI', privacy } });
    await expect.element(page.getByRole('dialog').getByText(/goes to OpenAI/)).toBeVisible();
  });

  test('close with Escape and give the focus back', async () => {
    await open();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(document.activeElement).toHaveAttribute('aria-label', 'Settings');
  });

  test('offer no shortcut in a browser, which cannot hear one', async () => {
    await open();
    await expect.element(page.getByText('Shortcut')).not.toBeInTheDocument();
  });
});

describe('the key', () => {
  test('goes to core once and leaves the page', async () => {
    const { connection } = await open();
    await userEvent.fill(page.getByLabelText('Key'), KEY);
    await userEvent.click(page.getByRole('button', { name: 'Save' }));
    expect(connection.requests).toEqual([{ name: 'key.set', payload: { value: KEY } }]);
    await expect.element(page.getByText(/It was trimmed\./)).toBeVisible();
    await expect.element(page.getByLabelText('Key')).toHaveValue('');
    expect(document.documentElement.outerHTML).not.toContain(KEY);
  });

  test('that was refused stays in the field with the reason', async () => {
    const { connection } = await open();
    connection.refusals.set('key.set', { reason: 'invalid_input', message: 'A key has no line breaks.' });
    await userEvent.fill(page.getByLabelText('Key'), KEY);
    await userEvent.click(page.getByRole('button', { name: 'Save' }));
    await expect.element(page.getByText('A key has no line breaks.')).toBeVisible();
    await expect.element(page.getByLabelText('Key')).toHaveValue(KEY);
  });

  test('can be forgotten when there is one', async () => {
    const { connection } = await open({ endpoint: { ...READY.endpoint, hasKey: true } });
    await userEvent.click(page.getByRole('button', { name: 'Forget' }));
    expect(connection.requests).toEqual([{ name: 'key.set', payload: { value: '' } }]);
  });
});

describe('the microphone', () => {
  test('is chosen among those the owner of the audio has', async () => {
    const shown = await open();
    shown.channel.sendDevices([{ id: 'dev1', label: 'Desk microphone' }]);
    await userEvent.selectOptions(page.getByLabelText('Microphone', { exact: true }), 'Desk microphone');
    expect(patches(shown)).toEqual([{ patch: { microphone: { deviceId: 'dev1' } } }]);
  });

  test('that is not connected any more is named as that', async () => {
    await open({ settings: { ...DEFAULT_SETTINGS, microphone: { deviceId: 'gone' } } });
    await expect
      .element(page.getByLabelText('Microphone', { exact: true }))
      .toHaveDisplayValue('Chosen before, not connected');
  });
});
