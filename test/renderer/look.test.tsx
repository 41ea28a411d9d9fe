import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings/settings.ts';
import { ago, type ShownApp, showApp } from './support.tsx';

const root = document.documentElement;
const withLook = (look: Partial<Settings['look']>): Settings => ({
  ...DEFAULT_SETTINGS,
  look: { ...DEFAULT_SETTINGS.look, ...look },
});
const choose = ({ connection }: ShownApp, look: Partial<Settings['look']>): void =>
  connection.emit({ type: 'settings', settings: withLook(look) });

async function openSettings(): Promise<ShownApp> {
  const shown = showApp();
  await userEvent.click(page.getByRole('button', { name: 'Settings', exact: true }));
  return shown;
}

beforeEach(() => {
  root.removeAttribute('data-theme');
});

describe('the language', () => {
  test('is chosen in the settings', async () => {
    const { connection } = await openSettings();
    await userEvent.click(page.getByRole('button', { name: 'Appearance' }));
    await userEvent.selectOptions(page.getByLabelText('Language'), 'Deutsch');
    expect(connection.requests.at(-1)?.payload).toEqual({ patch: { look: { language: 'de' } } });
  });

  test('changes what is written at once, and what a screen reader reads it as', async () => {
    const shown = await openSettings();
    expect(root.lang).toBe('en');
    choose(shown, { language: 'de' });
    await expect.element(page.getByRole('button', { name: 'Zuhören' })).toBeVisible();
    expect(root.lang).toBe('de');
  });

  test('is the one that settings are searched in', async () => {
    const shown = await openSettings();
    choose(shown, { language: 'de' });
    const search = page.getByRole('searchbox', { name: 'Einstellungen durchsuchen' });
    await userEvent.fill(search, 'benutzerordner');
    await expect.element(page.getByLabelText('Ordner, in die Hark sehen darf')).toBeVisible();
    await userEvent.fill(search, 'home folder');
    await expect.element(page.getByText('Nichts heißt „home folder“.')).toBeVisible();
  });

  test('decides how numbers are written', async () => {
    const shown = await openSettings();
    choose(shown, { language: 'de' });
    await expect.element(page.getByText('1,00×')).toBeVisible();
    await expect.element(page.getByText('100\u00a0%')).toBeVisible();
  });
});

test('the language is that of talking and of the history as well', async () => {
  const shown = showApp();
  choose(shown, { language: 'de' });
  await expect.element(page.getByRole('status')).toHaveTextContent('Bereit');
  await expect.element(page.getByRole('button', { name: 'Halten oder tippen' })).toBeVisible();
  await expect.element(page.getByText(/^Auf diesem Computer/)).toBeVisible();
  shown.connection.answers.set('history.list', () => ({ conversations: [] }));
  await userEvent.click(page.getByRole('button', { name: 'Verlauf' }));
  await expect.element(page.getByText('Bleibt 90 Tage auf diesem Computer.')).toBeVisible();
});

test('a question takes the letters that its answers show', async () => {
  const end = ago(1_000);
  const shown = showApp({
    settings: withLook({ language: 'de' }),
    approvals: [{ id: 'ask', tool: 'open_target', question: 'Shall I open it?', detail: 'it', expiresAt: 0 }],
  });
  await expect.element(page.getByRole('heading', { name: 'Soll ich it öffnen?' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Ja, einmal J' })).toBeVisible();
  end();
  await userEvent.keyboard('j');
  expect(shown.connection.requests.at(-1)).toEqual({
    name: 'approval.decide',
    payload: { id: 'ask', allow: true },
  });
});

describe('the colours', () => {
  const painted = (): string => getComputedStyle(root).colorScheme;

  test('are the system’s until they are chosen', async () => {
    await openSettings();
    expect(painted()).toBe('light dark');
  });

  test.each(['light', 'dark'] as const)('are %s at once when that is chosen', async (theme) => {
    const shown = await openSettings();
    choose(shown, { theme });
    await expect.poll(painted).toBe(theme);
  });
});
