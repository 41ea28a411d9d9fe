import { beforeEach, expect, test, vi } from 'vitest';

const fake = vi.hoisted(() => ({ registered: new Map<string, () => void>(), taken: new Set<string>() }));
vi.mock('electron', () => ({
  globalShortcut: {
    register(accelerator: string, callback: () => void) {
      if (accelerator.startsWith('+')) throw new TypeError('conversion failure');
      if (fake.taken.has(accelerator)) return false;
      fake.registered.set(accelerator, callback);
      return true;
    },
    unregister: (accelerator: string) => void fake.registered.delete(accelerator),
  },
}));
const { GLOBAL_SHORTCUT, refusalOf } = await import('#main/keys/global-shortcut.ts');

let heard: string[];
beforeEach(() => {
  heard = [];
  fake.taken = new Set(['Alt+T']);
});
const listener = {
  onDown: (action: string) => void heard.push(action),
  onUp() {},
  onSpoiled() {},
  onEnded: (reason: string) => void heard.push(reason),
};
const registered = (): string[] => [...fake.registered.keys()];

test('shortcuts are taken, run what they stand for, and are given back', async () => {
  const started = await GLOBAL_SHORTCUT.start(
    new Map([
      ['talk', 'Alt+A'],
      ['mute', 'Alt+M'],
    ] as const),
    listener,
  );
  fake.registered.get('Alt+M')?.();
  expect([heard, started.refused.size]).toEqual([['mute'], 0]);
  started.close();
  expect(registered()).toEqual([]);
});

test.each([
  ['Alt+T', 'Alt + T is used by another program.'],
  ['+nonsense', '+nonsense is no shortcut.'],
  ['CtrlRight', 'It hears modifiers only with another key.'],
])('%s cannot be had, which is told, and keeps no other from being taken', async (binding, reason) => {
  const started = await GLOBAL_SHORTCUT.start(
    new Map([
      ['talk', binding],
      ['mute', 'Alt+M'],
    ] as const),
    listener,
  );
  expect([[...started.refused], registered()]).toEqual([[['talk', reason]], ['Alt+M']]);
  started.close();
});

test('while a key is recorded all are given back, and then taken again', async () => {
  const started = await GLOBAL_SHORTCUT.start(new Map([['mute', 'Alt+M']] as const), listener);
  started.setSuspended?.(true);
  expect(registered()).toEqual([]);
  started.setSuspended?.(false);
  fake.registered.get('Alt+M')?.();
  expect(heard).toEqual(['mute']);
  started.close();
});

test('one that another program took meanwhile ends it, so that it is started anew', async () => {
  const started = await GLOBAL_SHORTCUT.start(new Map([['mute', 'Alt+M']] as const), listener);
  started.setSuspended?.(true);
  fake.taken.add('Alt+M');
  started.setSuspended?.(false);
  expect(heard).toEqual(['Alt + M is used by another program.']);
  started.close();
});

test('whether a key can be had is tried, and it is given back', () => {
  expect([refusalOf('Alt+A'), refusalOf('Alt+T')]).toEqual([
    undefined,
    'Alt + T is used by another program.',
  ]);
  expect(registered()).toEqual([]);
});
