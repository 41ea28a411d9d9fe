import { beforeEach, describe, expect, test } from 'vitest';
import type { KeyListener, KeyProvider, KeyStart } from '#main/keys/key-provider.ts';
import { createTalkKey, type TalkKey, type TalkKeyEvent } from '#main/keys/talk-key.ts';
import type { TalkKeyView } from '#shared/bridge/state.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';

/** A provider whose keys the test presses. */
function createFakeProvider() {
  const fake = {
    refusal: undefined as string | undefined,
    bindings: [] as string[],
    open: 0,
    listener: undefined as KeyListener | undefined,
    async start(binding: string, listener: KeyListener): Promise<KeyStart> {
      fake.bindings.push(binding);
      if (fake.refusal !== undefined) return { active: false, reason: fake.refusal };
      fake.listener = listener;
      fake.open += 1;
      return { active: true, close };
    },
  };
  const close = (): void => {
    fake.open -= 1;
  };
  return fake satisfies KeyProvider;
}

const X11 = { platform: 'linux', arch: 'x64', environment: { DISPLAY: ':0' } } as const;
const NO_BUS = { label: 'Desktop portal', reason: 'There is no session bus.' };
let clock: FakeClock;
let hook: ReturnType<typeof createFakeProvider>;
let shortcut: ReturnType<typeof createFakeProvider>;
let heard: TalkKeyEvent[];
let views: TalkKeyView[];
let talkKey: TalkKey;

beforeEach(() => {
  clock = createFakeClock();
  hook = createFakeProvider();
  shortcut = createFakeProvider();
  heard = [];
  views = [];
  talkKey = createTalkKey({
    providers: { hook, portal: createFakeProvider(), global_shortcut: shortcut },
    place: X11,
    clock,
    log: { error() {}, warn() {}, info() {}, debug() {} },
    onKey: (event) => void heard.push(event),
    onView: (view) => void views.push(view),
  });
});

describe('the talk key', () => {
  test('is heard by the best provider, press and release', async () => {
    await talkKey.use('F9');
    expect(views).toEqual([{ provider: 'hook', label: 'Keyboard hook', reportsRelease: true, skipped: [] }]);
    hook.listener?.onDown();
    hook.listener?.onUp();
    expect([heard, shortcut.bindings]).toEqual([['down', 'up'], []]);
  });

  test('is heard by the next one, which says why the better one is not used, and toggles', async () => {
    hook.refusal = 'uiohook-napi is not installed.';
    await talkKey.use('F9');
    expect(views.at(-1)).toMatchObject({
      provider: 'global_shortcut',
      reportsRelease: false,
      skipped: [{ label: 'Keyboard hook', reason: 'uiohook-napi is not installed.' }, NO_BUS],
    });
    shortcut.listener?.onDown();
    expect(heard).toEqual(['toggle']);
  });

  test('that nobody can hear says why, one by one', async () => {
    hook.refusal = 'No.';
    shortcut.refusal = 'F9 is used by another program';
    await talkKey.use('F9');
    expect(views.at(-1)).toMatchObject({
      provider: 'none',
      skipped: [{ reason: 'No.' }, NO_BUS, { reason: 'F9 is used by another program' }],
    });
  });

  test('is asked for once, changed, and given back', async () => {
    await talkKey.use('F9');
    await talkKey.use('F9');
    await talkKey.use('F8');
    expect([hook.bindings, hook.open]).toEqual([['F9', 'F8'], 1]);
    await talkKey.use('');
    expect([hook.open, views.at(-1)?.provider]).toEqual([0, 'none']);
  });

  test('that is changed while its provider starts leaves only the last one', async () => {
    await Promise.all([talkKey.use('F9'), talkKey.use('F8')]);
    expect([hook.open, views]).toMatchObject([1, [{ provider: 'hook' }]]);
    hook.listener?.onDown();
    expect(heard).toEqual(['down']);
  });
});

describe('a provider that ends', () => {
  test('loses the key that was down, and is started anew', async () => {
    await talkKey.use('F9');
    hook.listener?.onDown();
    hook.listener?.onEnded('It crashed.');
    expect(heard).toEqual(['down', 'lost']);
    await clock.advanceAsync(1_000);
    expect([hook.bindings, views.at(-1)?.provider]).toEqual([['F9', 'F9'], 'hook']);
  });

  test('three times is given up, and says so', async () => {
    await talkKey.use('F9');
    for (let end = 0; end < 3; end += 1) {
      hook.listener?.onEnded('It crashed.');
      await clock.advanceAsync(1_000);
    }
    expect(views.at(-1)).toMatchObject({
      provider: 'global_shortcut',
      skipped: [{ label: 'Keyboard hook', reason: 'It ended 3 times.' }, NO_BUS],
    });
  });

  test('has nothing more to say', async () => {
    await talkKey.use('F9');
    const { listener } = hook;
    await talkKey.use('F8');
    listener?.onDown();
    listener?.onEnded('Late.');
    expect([heard, clock.pending]).toEqual([[], 0]);
  });
});

test('sleep loses the key that was down, and starts the provider anew', async () => {
  await talkKey.use('F9');
  hook.listener?.onDown();
  await talkKey.rearm();
  expect([heard, hook.bindings.length, hook.open]).toEqual([['down', 'lost'], 2, 1]);
});

test('sleep does not make the portal ask the person again', async () => {
  const portal = createFakeProvider();
  hook.refusal = 'Wayland.';
  talkKey = createTalkKey({
    providers: { hook, portal, global_shortcut: shortcut },
    place: { ...X11, environment: { DISPLAY: ':0', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/bus' } },
    clock,
    log: { error() {}, warn() {}, info() {}, debug() {} },
    onKey: (event) => void heard.push(event),
    onView: (view) => void views.push(view),
  });
  await talkKey.use('F9');
  portal.listener?.onDown();
  await talkKey.rearm();
  expect([heard, portal.bindings]).toEqual([['down', 'lost'], ['F9']]);
});

test('closed, everything is given back', async () => {
  await talkKey.use('F9');
  hook.listener?.onEnded('It crashed.');
  talkKey.close();
  await clock.advanceAsync(10_000);
  expect(hook.bindings).toEqual(['F9']);
});
