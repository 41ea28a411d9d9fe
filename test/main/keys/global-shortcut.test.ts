import { beforeEach, expect, test, vi } from 'vitest';

const fake = vi.hoisted(() => ({ registered: new Map<string, () => void>() }));
vi.mock('electron', () => ({
  globalShortcut: {
    register(accelerator: string, callback: () => void) {
      if (accelerator.startsWith('+')) throw new TypeError('conversion failure');
      if (accelerator === 'Alt+T') return false;
      fake.registered.set(accelerator, callback);
      return true;
    },
    unregister: (accelerator: string) => void fake.registered.delete(accelerator),
  },
}));
const { GLOBAL_SHORTCUT } = await import('#main/keys/global-shortcut.ts');

let pressed: number;
beforeEach(() => {
  pressed = 0;
});
const listener = {
  onDown() {
    pressed += 1;
  },
  onUp() {},
  onEnded() {},
};

test('a shortcut is taken, runs what it stands for, and is given back', async () => {
  const started = await GLOBAL_SHORTCUT.start('Alt+A', listener);
  fake.registered.get('Alt+A')?.();
  expect(pressed).toBe(1);
  if (started.active) started.close();
  expect(fake.registered.size).toBe(0);
});

test.each([
  ['Alt+T', 'Alt+T is used by another program'],
  ['+nonsense', '+nonsense is no shortcut'],
])('%s cannot be had, which is told', async (binding, reason) => {
  expect(await GLOBAL_SHORTCUT.start(binding, listener)).toEqual({ active: false, reason });
});
