import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { KeyListener } from '#main/keys/key-provider.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const forked = vi.hoisted(() => [] as { emit(event: string, value: unknown): boolean; kill(): void }[]);
vi.mock('electron', () => ({
  utilityProcess: {
    fork() {
      const child = Object.assign(new EventEmitter(), { kill() {} });
      forked.push(child);
      return child;
    },
  },
}));
const { createDesktopShortcuts } = await import('#main/keys/desktop-shortcuts.ts');

const LISTENER: KeyListener = { onDown() {}, onUp() {}, onSpoiled() {}, onEnded() {} };

test('the next process starts when the one before has given its keys back and is gone', async () => {
  const provider = createDesktopShortcuts('kde', createFakeClock());
  const bindings = new Map([['talk', 'F9']] as const);
  const first = provider.start(bindings, LISTENER);
  await vi.waitFor(() => expect(forked).toHaveLength(1));
  forked[0]?.emit('message', { type: 'ready', refused: {} });
  (await first).close();
  const second = provider.start(bindings, LISTENER);
  await Promise.resolve();
  expect(forked).toHaveLength(1);
  forked[0]?.emit('exit', 0);
  await vi.waitFor(() => expect(forked).toHaveLength(2));
  forked[1]?.emit('message', { type: 'failed', reason: 'No.' });
  expect((await second).refused).toEqual(new Map([['talk', 'No.']]));
});
