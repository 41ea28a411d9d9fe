import { afterEach, expect, test } from 'vitest';
import { describeConversations } from './support/conversations.ts';
import { type Stage, startWeb } from './support/stage.ts';
import { talkViewOf } from './support/talk-view.ts';

describeConversations('a browser', startWeb);

let stage: Stage | undefined;
afterEach(() => stage?.close());

test('a voice and a threshold that are changed reach the session that runs, without a new connection', async () => {
  stage = await startWeb([{ pauseMs: 20_000 }]);
  const { window, witness } = stage;
  const press = (name: string): Promise<void> => window.getByRole('button', { name, exact: true }).click();
  const sessions = (): unknown[] => witness.of('session.updated').map(({ event }) => event.session);
  const view = talkViewOf(stage);
  await view.untilState('Ready');
  await view.switchHandsFree();
  await view.untilState('Listening');
  await press('Settings');
  await window.getByRole('radio', { name: /Cedar/ }).click();
  await expect.poll(() => sessions().at(-1)).toMatchObject({ audio: { output: { voice: 'cedar' } } });
  await press('Listening');
  await window.getByLabel('Hands-free, my turn ends').selectOption('After a pause');
  await window.getByLabel('Room').selectOption('Noisy');
  await expect
    .poll(() => sessions().at(-1))
    .toMatchObject({
      audio: {
        input: { turn_detection: { type: 'server_vad', threshold: 0.7 } },
        output: { voice: 'cedar' },
      },
    });
  expect(witness.of('session.created')).toHaveLength(1);
});
