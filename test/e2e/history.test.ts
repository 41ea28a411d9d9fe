import { expect, test } from 'vitest';
import { startWeb } from './support/stage.ts';
import { talkViewOf } from './support/talk-view.ts';

test('a conversation is found by its words after the host was restarted, and goes on', async () => {
  const stage = await startWeb([{ pauseMs: 1000 }]);
  try {
    const { window } = stage;
    const view = talkViewOf(stage);
    await view.untilState('Ready');
    await view.type('set a timer for twenty minutes');
    await view.untilTool(/timer/i, 'done');
    const answer = await view.untilLine('assistant', /minutes/);
    await view.untilState('Ready');

    await stage.restart();
    await view.untilState('Ready');
    expect(await window.locator('.line').count()).toBe(0);
    await window.getByRole('button', { name: 'History' }).click();
    await window.keyboard.type('TWENT');
    const row = window
      .getByRole('region', { name: 'Conversations' })
      .getByRole('button', { name: /set a timer/ });
    // The row stands in the whole list already; the mark comes with what was found.
    await expect.poll(() => row.locator('mark').allInnerTexts()).toEqual(['twenty']);
    await row.click();
    const entries = window.getByRole('list', { name: 'What was said' });
    await entries.locator('.line', { hasText: answer }).waitFor();
    expect(await entries.locator('.activity[data-status=done]').count()).toBe(1);

    await window.getByRole('button', { name: 'Resume' }).click();
    await view.untilLine('user', /twenty minutes/);
    await view.type('what time is it');
    await view.untilLine('assistant', /^It is \d/);
    await window.getByRole('button', { name: 'History' }).click();
    await expect.poll(() => window.locator('.history-list time').allInnerTexts()).toEqual(['now']);
  } finally {
    await stage.close();
  }
});
