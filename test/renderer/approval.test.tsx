import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ApprovalRequest } from '#shared/bridge/state.ts';
import { ago, type FakeConnection, showApp } from './support.tsx';

const approval: ApprovalRequest = {
  id: 'call_1',
  tool: 'open_target',
  question: 'Shall I open example.org?',
  detail: 'https://example.org/?a=1&b=<2>',
  expiresAt: Date.now() + 45_000,
};
const dialog = () => page.getByRole('dialog', { name: approval.question });

/** However long the test then takes. */
const JUST_NOW = -60_000;

/** The question, after it has stood there for a second. */
async function ask(shownMs = 1_000): Promise<FakeConnection> {
  const end = ago(shownMs);
  const { connection } = showApp({ approvals: [approval] });
  await expect.element(dialog()).toBeVisible();
  end();
  return connection;
}

describe('the question before a tool acts', () => {
  test('shows exactly what would be done and how long there is', async () => {
    await ask();
    await expect.element(dialog().getByText(approval.detail)).toBeVisible();
    await expect.element(dialog().getByText(/No answer means no, in 0:4\d\./)).toBeVisible();
  });

  test('begins at No, so that Enter or Space on it does nothing', async () => {
    const connection = await ask();
    expect(document.activeElement).toHaveTextContent('No N');
    await userEvent.keyboard('[Space]');
    expect(connection.requests).toEqual([
      { name: 'approval.decide', payload: { id: 'call_1', allow: false } },
    ]);
  });

  test.each([
    ['y', true],
    ['Y', true],
    ['n', false],
    ['{Escape}', false],
  ])('the key %s answers %s', async (key, allow) => {
    const connection = await ask();
    await userEvent.keyboard(key);
    expect(connection.requests).toEqual([{ name: 'approval.decide', payload: { id: 'call_1', allow } }]);
  });

  test('is not answered with yes by somebody who types on while it comes up', async () => {
    const connection = await ask(JUST_NOW);
    await userEvent.keyboard('y');
    expect(connection.requests).toEqual([]);
  });

  test('nor by somebody who typed elsewhere while its window came to the front', async () => {
    const connection = await ask();
    const end = ago(JUST_NOW);
    window.dispatchEvent(new Event('focus'));
    end();
    await userEvent.keyboard('y');
    expect(connection.requests).toEqual([]);
  });

  test.each([
    [/^Yes/, true],
    [/^No/, false],
  ])('the button %s answers %s', async (name, allow) => {
    const connection = await ask();
    await userEvent.click(page.getByRole('button', { name }));
    expect(connection.requests).toEqual([{ name: 'approval.decide', payload: { id: 'call_1', allow } }]);
  });

  test('is modal: nothing behind it is reached, and Space does not talk', async () => {
    const connection = await ask();
    await userEvent.keyboard('{Tab}{Tab}{Tab}{Tab}');
    expect(document.activeElement?.closest('dialog') ?? document.body).not.toBe(
      document.querySelector('.talk-panel'),
    );
    expect(connection.requests).toEqual([]);
  });

  test('goes when it was answered elsewhere, and the next one comes', async () => {
    const connection = await ask();
    const second = { ...approval, id: 'call_2', question: 'Shall I open Notes?' };
    connection.emit({ type: 'approvals', approvals: [approval, second] });
    connection.emit({ type: 'approvals', approvals: [second] });
    await expect.element(page.getByRole('dialog', { name: second.question })).toBeVisible();
    await userEvent.keyboard('n');
    expect(connection.requests).toEqual([
      { name: 'approval.decide', payload: { id: 'call_2', allow: false } },
    ]);
    connection.emit({ type: 'approvals', approvals: [] });
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });
});
