import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ConversationEntry, ConversationSummary } from '#shared/bridge/conversations.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { type ShownApp, showApp } from './support.tsx';

const AT = Date.UTC(2026, 9, 3, 12);

function summary(
  id: string,
  title: string,
  excerpt: ConversationSummary['excerpt'] = [],
): ConversationSummary {
  return { id, title, endpoint: 'OpenAI', startedAt: AT, changedAt: AT, entries: 2, excerpt };
}

const said = (role: ConversationEntry['role'], text: string, more: Partial<ConversationEntry> = {}) => ({
  id: `${role}-${text}`,
  role,
  label: '',
  text,
  status: 'done' as const,
  at: AT,
  ...more,
});

/** The history over a core that has two conversations, and finds one of them. */
async function open(changes: Partial<AppSnapshot> = {}): Promise<ShownApp> {
  await page.viewport(1000, 700);
  const shown = showApp(changes);
  const { answers } = shown.connection;
  answers.set('history.list', ({ search }: { search: string }) => {
    const excerpt = [
      { text: 'two pints of ', found: false },
      { text: 'milk', found: true },
    ];
    if (search === 'mil') return { conversations: [summary('b', 'Shopping', excerpt)] };
    return search === ''
      ? { conversations: [summary('a', 'Holidays'), summary('b', 'Shopping')] }
      : { conversations: [] };
  });
  answers.set('history.read', ({ id, after }: { id: string; after?: string }) => {
    const conversation = summary(id, id === 'a' ? 'Holidays' : 'Shopping');
    if (after !== undefined) return { conversation, entries: [said('user', 'And bread')] };
    const entries = [
      said('user', 'Remember two pints of milk'),
      said('tool', 'Noted.', { label: 'Remember a fact', status: 'failed' }),
      said('assistant', 'I will', { status: 'cut' }),
    ];
    return { conversation, entries, next: '3' };
  });
  await userEvent.click(page.getByRole('button', { name: 'History' }));
  await expect.element(page.getByRole('main', { name: 'History' })).toBeVisible();
  return shown;
}

const row = (name: RegExp) =>
  page.getByRole('region', { name: 'Conversations' }).getByRole('button', { name });
const askedFor = ({ connection }: ShownApp, name: string): unknown[] =>
  connection.requests.filter((request) => request.name === name).map(({ payload }) => payload);

describe('the history', () => {
  test('lists conversations and finds one by its words, which it shows', async () => {
    await open();
    await expect.element(row(/Holidays/)).toBeVisible();
    await userEvent.keyboard('mil');
    await expect.element(row(/Holidays/)).not.toBeInTheDocument();
    await expect.element(row(/Shopping.*two pints of milk/)).toBeVisible();
    expect(document.querySelector('mark')?.textContent).toBe('milk');
    await userEvent.keyboard('x');
    await expect.element(page.getByText('Nothing was said with “milx”.')).toBeVisible();
  });

  test('is walked through with the arrows and opened with Enter', async () => {
    await open();
    await expect.element(row(/Holidays/)).toBeVisible();
    await userEvent.keyboard('{Tab}{ArrowDown}{Enter}');
    await expect.element(page.getByRole('heading', { name: 'Shopping' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('main', { name: 'History' })).not.toBeInTheDocument();
    expect(document.activeElement).toHaveAttribute('aria-label', 'History');
  });

  test('shows what was said and done, what was cut, and the rest on request', async () => {
    const shown = await open();
    await userEvent.click(row(/Shopping/));
    const pane = page.getByRole('region', { name: 'Conversation', exact: true });
    await expect.element(pane.getByText(/Remember two pints of milk/)).toBeVisible();
    await expect.element(pane.getByText('interrupted')).toBeVisible();
    await expect.element(pane.getByText('Noted.')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Show more' }));
    await expect.element(pane.getByText(/And bread/)).toBeVisible();
    expect(askedFor(shown, 'history.read')).toContainEqual({ id: 'b', after: '3' });
  });

  test('renames with Enter, and not with Escape', async () => {
    const shown = await open();
    await userEvent.click(row(/Shopping/));
    await userEvent.click(page.getByRole('button', { name: 'Rename' }));
    await userEvent.keyboard('Nonsense{Escape}');
    await userEvent.click(page.getByRole('button', { name: 'Rename' }));
    await userEvent.keyboard('Groceries{Enter}');
    await expect.poll(() => askedFor(shown, 'history.rename')).toEqual([{ id: 'b', title: 'Groceries' }]);
  });

  test('deletes only after a yes', async () => {
    const shown = await open();
    await userEvent.click(row(/Shopping/));
    await userEvent.click(page.getByRole('button', { name: 'Delete…' }));
    await expect.element(page.getByRole('dialog', { name: 'Delete “Shopping”?' })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(askedFor(shown, 'history.remove')).toEqual([]);
    await userEvent.click(page.getByRole('button', { name: 'Delete…' }));
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Delete' }));
    await expect.poll(() => askedFor(shown, 'history.remove')).toEqual([{ id: 'b' }]);
    await expect.element(page.getByText('Choose a conversation to read it.')).toBeVisible();
  });

  test('says where a conversation was saved, and why it was not', async () => {
    const { connection } = await open();
    connection.answers.set('history.export', () => ({ path: '/home/me/Downloads/Hark Shopping.md' }));
    await userEvent.click(row(/Shopping/));
    await userEvent.click(page.getByRole('button', { name: 'Save as Markdown' }));
    await expect.element(page.getByText('Saved as /home/me/Downloads/Hark Shopping.md')).toBeVisible();
    connection.refusals.set('history.export', { reason: 'device', message: 'The disk is full.' });
    await userEvent.click(page.getByRole('button', { name: 'Save as JSON' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('The disk is full.');
  });

  test('goes on with a conversation in the talk view', async () => {
    const shown = await open();
    await userEvent.click(row(/Shopping/));
    await userEvent.click(page.getByRole('button', { name: 'Resume' }));
    await expect.element(page.getByRole('complementary', { name: 'Talk' })).toBeVisible();
    expect(askedFor(shown, 'history.resume')).toEqual([{ id: 'b' }]);
  });

  test('does not offer to resume the conversation that goes on, and says which it is', async () => {
    await open({ history: { revision: 1, current: 'b' } });
    await expect.element(row(/Shopping\s*now/)).toBeVisible();
    await userEvent.click(row(/Shopping/));
    await expect.element(page.getByRole('button', { name: 'Resume' })).toBeDisabled();
  });

  test('asks again when something was kept', async () => {
    const { connection } = await open();
    await expect.element(row(/Holidays/)).toBeVisible();
    connection.answers.set('history.list', () => ({ conversations: [summary('c', 'Just now')] }));
    connection.emit({ type: 'history', history: { revision: 1 } });
    await expect.element(row(/Just now/)).toBeVisible();
    await expect.element(row(/Holidays/)).not.toBeInTheDocument();
  });

  test('says why there is none', async () => {
    const shown = showApp({ settings: { ...DEFAULT_SETTINGS, history: { retention: 'off' } } });
    const message = 'Conversations are not kept: Node has no SQLite.';
    shown.connection.refusals.set('history.list', { reason: 'unavailable', message });
    await userEvent.click(page.getByRole('button', { name: 'History' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent(message);
    await expect.element(page.getByText('Nothing new is kept.')).toBeVisible();
  });
});
