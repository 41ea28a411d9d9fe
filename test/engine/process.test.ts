import { expect, test } from 'vitest';
import { forkNode, launchEngine } from '#engine/launch.ts';
import { createClock } from '#shared/base/clock.ts';
import { connectClient, userText } from './support/engine-client.ts';
import { respond } from './support/sequences.ts';

const clock = createClock(globalThis);

test('the engine runs in a process of its own, answers, and ends when it is closed', async () => {
  const engine = await launchEngine({ fork: forkNode, clock });
  const client = await connectClient(engine);
  client.send(userText('hello'), respond);
  const { response } = await client.next('response.done');
  expect(response).toMatchObject({ status: 'completed', output: [{ role: 'assistant' }] });
  await Promise.all([engine.close(), engine.close()]);
  expect(await client.closed).toBe(1001);
  await expect(connectClient(engine)).rejects.toThrow('ECONNREFUSED');
});

test('a session length given at launch is kept', async () => {
  const engine = await launchEngine({ fork: forkNode, clock, sessionLengthMs: 1 });
  const client = await connectClient(engine);
  expect((await client.next('error')).error.code).toBe('session_expired');
  expect(await client.closed).toBe(1000);
  await engine.close();
});

test('a port that is taken is told as the reason why it cannot start', async () => {
  const engine = await launchEngine({ fork: forkNode, clock });
  const port = Number(new URL(engine.url).port);
  await expect(launchEngine({ fork: forkNode, clock, port })).rejects.toMatchObject({
    reason: 'unavailable',
    message: expect.stringContaining('EADDRINUSE'),
  });
  await engine.close();
});
