import { expect, test } from 'vitest';
import { describeConversations } from './support/conversations.ts';
import { startDesktop } from './support/stage.ts';
import { talkViewOf } from './support/talk-view.ts';

describeConversations('the desktop app', startDesktop);

test('Hark on a fresh machine starts its own engine in a process beside it, and answers', async () => {
  const stage = await startDesktop([{ pauseMs: 300 }], { witnessed: false });
  try {
    const view = talkViewOf(stage);
    await view.untilState('Ready');
    expect(await stage.window.locator('header').innerText()).toContain('On this computer');
    await view.type('what is twelve times seven');
    await view.untilLine('assistant', /84/);
    expect(stage.witness.frames).toEqual([]);
  } finally {
    await stage.close();
  }
});
