import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { MeterFrame, MeterReading } from '#shared/bridge/meter.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { type ShownApp, showApp } from './support.tsx';

const SETTINGS = {
  ...DEFAULT_SETTINGS,
  turns: { ...DEFAULT_SETTINGS.turns, detection: 'server_vad' },
} as const;

async function open(): Promise<ShownApp> {
  const shown = showApp({ settings: SETTINGS });
  await userEvent.click(page.getByRole('button', { name: 'Settings', exact: true }));
  await userEvent.click(page.getByRole('button', { name: 'Listening', exact: true }));
  return shown;
}

/** Lets core hear a hundred frames, as loud and as likely to be speech. */
function hear({ connection }: ShownApp, frame: MeterFrame, changes: Partial<MeterReading> = {}): void {
  const frames = new Array<MeterFrame>(100).fill(frame);
  const reading: MeterReading = { count: 100, frames, turns: [], threshold: 0.5, ...changes };
  connection.answers.set('meter.read', () => reading);
}

const start = () => userEvent.click(page.getByRole('button', { name: 'Start the meter' }));
const names = ({ connection }: ShownApp): Set<string> => new Set(connection.requests.map(({ name }) => name));

describe('the meter', () => {
  test('listens only after it was started, and not any more when it is stopped', async () => {
    const shown = await open();
    hear(shown, { dbfs: -60, probability: 0 });
    expect(names(shown)).toEqual(new Set());
    await start();
    await expect.element(page.getByText('noise -60 dBFS')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Stop the meter' }));
    expect(shown.connection.requests.at(-1)).toEqual({ name: 'meter.stop', payload: {} });
  });

  test('stops when the page is left', async () => {
    const shown = await open();
    hear(shown, { dbfs: -60, probability: 0 });
    await start();
    await userEvent.click(page.getByRole('button', { name: 'Voice', exact: true }));
    expect(shown.connection.requests.at(-1)).toEqual({ name: 'meter.stop', payload: {} });
  });

  test('asks for new frames only', async () => {
    const shown = await open();
    hear(shown, { dbfs: -60, probability: 0 });
    await start();
    await expect
      .poll(() => shown.connection.requests.filter(({ name }) => name === 'meter.read').slice(0, 2))
      .toEqual([
        { name: 'meter.read', payload: { after: 0 } },
        { name: 'meter.read', payload: { after: 100 } },
      ]);
  });

  test('lights up while speech is heard', async () => {
    const shown = await open();
    hear(shown, { dbfs: -20, probability: 1 }, { turns: [{ fromMs: 1000 }] });
    await start();
    await expect.element(page.getByText('Speech', { exact: true })).toBeVisible();
    hear(shown, { dbfs: -20, probability: 0 }, { turns: [{ fromMs: 1000, toMs: 2000 }] });
    await expect.element(page.getByText('No speech')).toBeVisible();
  });

  test('goes by the word of the session while that listens', async () => {
    const shown = await open();
    hear(shown, { dbfs: -20, probability: 0 });
    await start();
    const listening = { kind: 'listening', turn: 'hands_free', hearsSpeech: true } as const;
    shown.connection.emit({ type: 'assistant', state: listening });
    await expect.element(page.getByText('Speech', { exact: true })).toBeVisible();
  });

  test('shows the turns that the values on the page make, anew when those change', async () => {
    const shown = await open();
    const frame = { dbfs: -20, probability: 1 };
    hear(shown, frame, { turns: [{ fromMs: 500, toMs: 1500 }, { fromMs: 2000 }] });
    await start();
    await expect.element(page.getByRole('img', { name: /^2 turns in the last/ })).toBeVisible();
    expect(document.querySelectorAll('.strip-cut')).toHaveLength(1);
    hear(shown, frame, { turns: [{ fromMs: 500 }] });
    await expect.element(page.getByRole('img', { name: /^1 turn in the last/ })).toBeVisible();
  });

  test('shows what is wrong with the microphone, until that is dismissed', async () => {
    const app = await open();
    const { connection } = app;
    hear(app, { dbfs: -60, probability: 0 });
    const at = Date.now();
    const failed = {
      reason: 'device',
      message: 'The microphone is in use.',
      action: 'Close the other.',
    } as const;
    const other = { reason: 'connection', message: 'No network.' } as const;
    const notices = [
      { id: 'a', error: other, at },
      { id: 'b', error: failed, at },
    ];
    await start();
    connection.emit({ type: 'notices', notices });
    const shown = page.getByRole('listitem').filter({ hasText: 'The microphone is in use.' });
    await expect.element(shown.getByText('Close the other.')).toBeVisible();
    await expect.element(page.getByText('No network.')).not.toBeInTheDocument();
    await userEvent.click(shown.getByRole('button', { name: 'Dismiss' }));
    expect(connection.requests).toContainEqual({ name: 'notice.dismiss', payload: { id: 'b' } });
  });

  test('says why it cannot run', async () => {
    const shown = await open();
    shown.connection.refusals.set('meter.read', { reason: 'unavailable', message: 'No detector.' });
    await start();
    await expect.element(page.getByRole('alert')).toHaveTextContent('No detector.');
  });
});

describe('measuring the room', () => {
  test('sets the threshold that suits its noise', async () => {
    const shown = await open();
    hear(shown, { dbfs: -35, probability: 0 });
    await userEvent.click(page.getByRole('button', { name: 'Measure my room' }));
    await expect.element(page.getByText('-35 dBFS: a noisy room.')).toBeVisible();
    const updates = shown.connection.requests.filter(({ name }) => name === 'settings.update');
    expect(updates.map(({ payload }) => payload)).toEqual([{ patch: { turns: { threshold: 0.7 } } }]);
  });
});
