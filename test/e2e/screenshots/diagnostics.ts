import { test } from 'vitest';
import { startScriptedServer } from '../../support/scripted-server.ts';
import { photographBoth, press, UNPLUG_MICROPHONE } from '../support/photographer.ts';
import { startDesktop } from '../support/stage.ts';
import { talkViewOf } from '../support/talk-view.ts';

test('photographs the diagnostics', async () => {
  const recording = [{ pauseMs: 300 }, { say: 'what time is it' }, { pauseMs: 300 }];
  const refusing = await startScriptedServer({ refuseWith: 401 });
  const endpoint = { kind: 'custom', url: refusing.url };
  const stage = await startDesktop(recording, { witnessed: false });
  const { window } = stage;
  const view = talkViewOf(stage);
  try {
    await window.setViewportSize({ width: 960, height: 1240 });
    await view.untilState('Ready');
    await view.holdWhileSpeaking();
    await view.untilLine('assistant', /./);
    await view.untilState('Ready');
    await view.type('what is twelve times seven');
    await view.untilState('Speaking');
    await view.untilState('Ready');
    await press(window, 'Diagnostics');
    await window.getByRole('heading', { name: 'Turn 1' }).click();
    await photographBoth(window, 'diagnostics');
    // A line of each level that a log has by default.
    await stage.audioPage.evaluate(UNPLUG_MICROPHONE);
    await window.evaluate(`hark.request('settings.update', ${JSON.stringify({ patch: { endpoint } })})`);
    await window.locator('.log-lines [data-level=error]').first().waitFor();
    for (const [name, width] of [
      ['log', 960],
      ['narrow', 400],
    ] as const) {
      await window.setViewportSize({ width, height: 860 });
      await window.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await photographBoth(window, `diagnostics-${name}`);
    }
  } finally {
    await stage.close();
    await refusing.close();
  }
});
