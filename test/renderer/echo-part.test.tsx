import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { EchoReply } from '#renderer/state/audio-channel.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { showApp } from './support.tsx';

const LOUD = { delayMs: 83.4, lossDb: 21.6 };
const tested = (echo: typeof LOUD | null) => ({
  settings: {
    ...DEFAULT_SETTINGS,
    duplex: { mode: 'auto' as const, tested: [{ microphone: '', speaker: '', echo }] },
  },
});
const button = () => page.getByRole('button', { name: 'Test the echo' });

/** The listening page of the settings, beside a page that owns the audio and answers with this. */
async function open(changes: Partial<AppSnapshot> = {}, reply?: EchoReply) {
  const shown = showApp(changes);
  if (reply !== undefined) shown.channel.on('echo_asked', () => shown.channel.send({ kind: 'echo', reply }));
  await userEvent.click(page.getByRole('button', { name: 'Settings', exact: true }));
  await userEvent.click(page.getByRole('button', { name: 'Listening', exact: true }));
  return shown;
}

describe('the echo test of the settings', () => {
  test('is suggested for devices that it was not made with', async () => {
    await open({
      settings: { ...tested(LOUD).settings, speaker: { deviceId: 'tv', label: 'TV' } },
    });
    await expect
      .element(page.getByText('Not tested yet with this microphone and loudspeaker.'))
      .toBeVisible();
  });

  test('keeps what was found for the devices that are chosen', async () => {
    const { connection } = await open({}, { ok: true, value: LOUD });
    await userEvent.click(button());
    await expect
      .poll(() => connection.requests.find(({ name }) => name === 'settings.update')?.payload)
      .toEqual({ patch: { duplex: { tested: [{ microphone: '', speaker: '', echo: LOUD }] } } });
  });

  test.each([
    ['An echo after 83 ms, 22 dB fainter: Hark would hear itself. Headphones help.', LOUD],
    ['An echo after 83 ms, 45 dB fainter: too faint to disturb.', { ...LOUD, lossDb: 45 }],
    [/^No echo: Hark can listen while it speaks\./, null],
  ])('says %s', async (words, echo) => {
    await open(tested(echo));
    await expect.element(page.getByText(words)).toBeVisible();
  });

  test('says why it could not be made, and keeps nothing', async () => {
    const error = { reason: 'device', message: 'No microphone was found.', action: 'Connect one.' } as const;
    const { connection } = await open({}, { ok: false, error });
    await userEvent.click(button());
    await expect.element(page.getByRole('alert')).toHaveTextContent('No microphone was found. Connect one.');
    expect(connection.requests).toEqual([]);
  });

  test.each<[string, Partial<AppSnapshot>]>([
    ['somebody is listened to', { microphoneWanted: true }],
    ['Hark speaks', { assistant: { kind: 'speaking' } }],
    ['the microphone is muted', { muted: true }],
  ])('waits while %s', async (_, changes) => {
    await open(changes);
    await expect.element(button()).toBeDisabled();
    await expect.element(page.getByText(/Possible while Hark neither listens nor speaks/)).toBeVisible();
  });
});
