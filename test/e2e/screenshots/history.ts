import { test } from 'vitest';
import { photographBoth } from '../support/photographer.ts';
import { startDesktop } from '../support/stage.ts';
import { type TalkView, talkViewOf } from '../support/talk-view.ts';

test('photographs the history', async () => {
  const stage = await startDesktop([{ pauseMs: 300 }], { witnessed: false });
  const { window } = stage;
  const view = talkViewOf(stage);
  try {
    await window.setViewportSize({ width: 960, height: 680 });
    await view.untilState('Ready');
    for (const questions of [
      ['what is twelve times seven'],
      ['remember that my bike is behind the house', 'what time is it'],
      ['set a timer for twenty minutes', 'what day is it today'],
    ]) {
      await window.getByRole('button', { name: 'New conversation' }).click({ force: true });
      for (const question of questions) await ask(view, question);
    }
    await window.getByRole('button', { name: 'History' }).click();
    await window.keyboard.type('tw');
    await window.locator('.history-list button', { hasText: 'set a timer' }).click();
    await window.locator('.history-entries .line').first().waitFor();
    await photographBoth(window, 'history');
    await window.setViewportSize({ width: 1400, height: 820 });
    await photographBoth(window, 'history-wide');
  } finally {
    await stage.close();
  }
});

/** Asks by typing, and waits until the answer was spoken. */
async function ask(view: TalkView, question: string): Promise<void> {
  await view.type(question);
  await view.untilState('Speaking');
  await view.untilState('Ready');
}
