import { expect, test } from 'vitest';
import { connectElectron } from '#renderer/bridge/electron.ts';
import { createFakeConnection } from './support.tsx';

test('inside Electron, audio that is claimed again comes with a new subscription', () => {
  const { bridge } = createFakeConnection();
  let subscriptions = 0;
  const connection = connectElectron({
    ...bridge,
    subscribe(listener) {
      subscriptions += 1;
      return bridge.subscribe(listener);
    },
  });
  connection.bridge.subscribe(() => {});
  connection.claimAudio();
  expect(subscriptions).toBe(1);
  connection.claimAudio();
  expect(subscriptions).toBe(2);
});
