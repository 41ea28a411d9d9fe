import { beforeEach, describe, expect, test } from 'vitest';
import type { KeyPlace } from '#core/hotkeys/key-providers.ts';
import { createHotkeyBindings, type HotkeyBindings } from '#main/keys/hotkey-bindings.ts';
import type { HotkeyViews } from '#shared/bridge/state.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeKeyProvider } from '../../support/fake-key-provider.ts';

const X11 = { platform: 'linux', arch: 'x64', environment: { DISPLAY: ':0' } } as const;
const WAYLAND = {
  ...X11,
  environment: { WAYLAND_DISPLAY: 'w', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/bus' },
};
const NO_DESKTOP = [
  { label: 'Desktop portal', reason: 'There is no session bus.' },
  { label: 'KDE shortcuts', reason: 'This desktop is not KDE.' },
];
let clock: FakeClock;
let hook: ReturnType<typeof createFakeKeyProvider>;
let portal: ReturnType<typeof createFakeKeyProvider>;
let kde: ReturnType<typeof createFakeKeyProvider>;
let shortcut: ReturnType<typeof createFakeKeyProvider>;
let heard: string[];
let tested: string[];
let views: HotkeyViews[];
let hotkeys: HotkeyBindings;

function start(place: KeyPlace = X11): void {
  hotkeys = createHotkeyBindings({
    providers: { hook, portal, kde, global_shortcut: shortcut },
    place,
    clock,
    log: { error() {}, warn() {}, info() {}, debug() {} },
    onKey: (action, edge) => void heard.push(`${action} ${edge}`),
    onTested: ({ action, edge }) => void tested.push(`${action} ${edge}`),
    onViews: (shown) => void views.push(shown),
  });
}

/** The settings of somebody who has only these keys. */
const use = (wishes: Partial<Record<HotkeyAction, string>>): Promise<void> =>
  hotkeys.use({ ...DEFAULT_SETTINGS.hotkeys, talk: '', ...wishes });

beforeEach(() => {
  clock = createFakeClock();
  [hook, portal, kde, shortcut] = [
    createFakeKeyProvider(),
    createFakeKeyProvider(),
    createFakeKeyProvider(),
    createFakeKeyProvider(),
  ];
  [heard, tested, views] = [[], [], []];
  start();
});

describe('the talk key', () => {
  test('is heard by the best provider, press and release', async () => {
    await use({ talk: 'F9' });
    expect(views.at(-1)?.talk).toEqual({
      wanted: 'F9',
      bound: 'F9',
      provider: 'hook',
      label: 'Keyboard hook',
      reportsRelease: true,
      skipped: [],
    });
    hook.listener?.onDown('talk');
    hook.listener?.onUp('talk');
    expect([heard, shortcut.bindings]).toEqual([['talk down', 'talk up'], []]);
  });

  test('is heard by the next one, which says why the better one is not used, and tells presses', async () => {
    hook.refusal = 'uiohook-napi is not installed.';
    await use({ talk: 'F9' });
    expect(views.at(-1)?.talk).toMatchObject({
      provider: 'global_shortcut',
      reportsRelease: false,
      skipped: [{ label: 'Keyboard hook', reason: 'uiohook-napi is not installed.' }, ...NO_DESKTOP],
    });
    shortcut.listener?.onDown('talk');
    expect(heard).toEqual(['talk pressed']);
  });

  test('that nobody can hear says why, one by one', async () => {
    hook.refusal = 'No.';
    shortcut.refusal = 'Never.';
    await use({ talk: 'F9' });
    expect(views.at(-1)?.talk).toMatchObject({
      bound: '',
      provider: 'none',
      skipped: [{ reason: 'No.' }, ...NO_DESKTOP, { reason: 'Never.' }],
    });
  });

  test('is asked for once, changed, and given back', async () => {
    await use({ talk: 'F9' });
    await use({ talk: 'F9' });
    await use({ talk: 'F8' });
    expect([hook.bindings, hook.open]).toEqual([[{ talk: 'F9' }, { talk: 'F8' }], 1]);
    await use({});
    expect([hook.open, views.at(-1)?.talk.provider]).toEqual([0, 'none']);
  });

  test('that is changed while its provider starts leaves only the last one', async () => {
    await Promise.all([use({ talk: 'F9' }), use({ talk: 'F8' })]);
    expect([hook.open, views.length]).toEqual([1, 1]);
    hook.listener?.onDown('talk');
    expect(heard).toEqual(['talk down']);
  });

  test('that was part of another chord is spoiled once', async () => {
    await use({ talk: 'CtrlRight' });
    hook.listener?.onDown('talk');
    hook.listener?.onSpoiled('talk');
    hook.listener?.onUp('talk');
    expect(heard).toEqual(['talk down', 'talk spoiled']);
  });
});

describe('several actions', () => {
  test('are taken from other programs by the system, all but the talk key', async () => {
    await use({ talk: 'F9', mute: 'F8', newConversation: 'F7' });
    expect(hook.bindings).toEqual([{ talk: 'F9' }]);
    expect(shortcut.bindings).toEqual([{ mute: 'F8', newConversation: 'F7' }]);
    shortcut.listener?.onDown('mute');
    expect(heard).toEqual(['mute pressed']);
  });

  test('are given by KDE where it has no portal', async () => {
    const environment = { ...WAYLAND.environment, XDG_CURRENT_DESKTOP: 'KDE' };
    hotkeys.close();
    start({ ...WAYLAND, environment });
    portal.refusal = 'The portal gives no shortcut.';
    await use({ talk: 'F9', mute: 'F8' });
    expect(kde.bindings).toEqual([{ talk: 'F9', mute: 'F8' }]);
    expect(views.at(-1)?.talk).toMatchObject({ provider: 'kde', bound: 'F9', reportsRelease: true });
    expect(shortcut.bindings).toEqual([]);
  });

  test('are bound by the portal in one session', async () => {
    start(WAYLAND);
    await use({ talk: 'F9', mute: 'F8' });
    expect([portal.bindings, shortcut.bindings]).toEqual([[{ talk: 'F9', mute: 'F8' }], []]);
    portal.listener?.onDown('mute');
    portal.listener?.onUp('mute');
    expect(heard).toEqual(['mute down', 'mute up']);
  });
});

describe('R36 a key that another program has', () => {
  test('is replaced by the nearest free one, and stays the wish', async () => {
    shortcut.taken = new Set(['Alt+M', 'CommandOrControl+Shift+M']);
    await use({ mute: 'Alt+M' });
    expect(views.at(-1)?.mute).toMatchObject({
      wanted: 'Alt+M',
      bound: 'CommandOrControl+Alt+M',
      provider: 'global_shortcut',
      skipped: [...NO_DESKTOP, { label: 'System shortcut', reason: 'Alt+M is taken' }],
    });
    shortcut.listener?.onDown('mute');
    expect(heard).toEqual(['mute pressed']);
  });

  test('does not take what another action has, or wants', async () => {
    shortcut.taken = new Set(['F8']);
    await use({ mute: 'F8', talk: 'CommandOrControl+Shift+F8', showWindow: 'CommandOrControl+Alt+F8' });
    expect(views.at(-1)?.mute.bound).toBe('Alt+Shift+F8');
  });

  test('is given up after six others, and says why it is not to be had', async () => {
    shortcut.refusal = 'Never.';
    await use({ mute: 'F8' });
    expect(shortcut.bindings.length).toBe(7);
    expect(views.at(-1)?.mute).toMatchObject({ bound: '', skipped: [...NO_DESKTOP, { reason: 'Never.' }] });
  });

  test('is not replaced where the desktop decides, which could ask for each', async () => {
    start(WAYLAND);
    portal.refusal = 'The person said no.';
    shortcut.refusal = 'No.';
    await use({ mute: 'F8' });
    expect(shortcut.bindings).toEqual([{ mute: 'F8' }]);
  });
});

describe('while keys are recorded or tested', () => {
  test('recording gives the keys back to the window, and nothing happens', async () => {
    await use({ talk: 'F9', mute: 'F8' });
    hotkeys.setMode('record');
    hook.listener?.onDown('talk');
    shortcut.listener?.onDown('mute');
    hotkeys.setMode('use');
    hook.listener?.onUp('talk');
    expect([heard, tested, shortcut.suspensions]).toEqual([[], [], [true, false]]);
  });

  test('a key that is chosen meanwhile is not taken before the recording ends', async () => {
    hotkeys.setMode('record');
    await use({ mute: 'F8' });
    hotkeys.setMode('use');
    expect(shortcut.suspensions).toEqual([true, false]);
  });

  test('testing shows what was heard, and nothing happens', async () => {
    await use({ talk: 'F9', mute: 'F8' });
    hotkeys.setMode('test');
    hook.listener?.onDown('talk');
    hook.listener?.onUp('talk');
    shortcut.listener?.onDown('mute');
    expect([heard, tested]).toEqual([[], ['talk down', 'talk up', 'mute pressed']]);
  });

  test('a key that was down loses its end', async () => {
    await use({ talk: 'F9' });
    hook.listener?.onDown('talk');
    hotkeys.setMode('test');
    hook.listener?.onUp('talk');
    expect([heard, tested]).toEqual([['talk down', 'talk lost'], ['talk up']]);
  });
});

describe('a provider that ends', () => {
  test('loses the key that was down, and is started anew', async () => {
    await use({ talk: 'F9' });
    hook.listener?.onDown('talk');
    hook.listener?.onEnded('It crashed.');
    expect(heard).toEqual(['talk down', 'talk lost']);
    await clock.advanceAsync(1_000);
    expect([hook.bindings.length, views.at(-1)?.talk.provider]).toEqual([2, 'hook']);
  });

  test('three times is given up, and says so', async () => {
    await use({ talk: 'F9' });
    for (let end = 0; end < 3; end += 1) {
      hook.listener?.onEnded('It crashed.');
      await clock.advanceAsync(1_000);
    }
    expect(views.at(-1)?.talk).toMatchObject({
      provider: 'global_shortcut',
      skipped: [{ label: 'Keyboard hook', reason: 'It ended 3 times.' }, ...NO_DESKTOP],
    });
  });

  test('has nothing more to say', async () => {
    await use({ talk: 'F9' });
    const { listener } = hook;
    await use({ talk: 'F8' });
    listener?.onDown('talk');
    listener?.onEnded('Late.');
    expect([heard, clock.pending]).toEqual([[], 0]);
  });
});

test('sleep loses the key that was down, and starts the provider anew', async () => {
  await use({ talk: 'F9' });
  hook.listener?.onDown('talk');
  await hotkeys.rearm();
  expect([heard, hook.bindings.length, hook.open]).toEqual([['talk down', 'talk lost'], 2, 1]);
});

test('sleep does not make the portal ask the person again', async () => {
  start(WAYLAND);
  await use({ talk: 'F9' });
  portal.listener?.onDown('talk');
  await hotkeys.rearm();
  expect([heard, portal.bindings.length]).toEqual([['talk down', 'talk lost'], 1]);
});

const X11_BUS: KeyPlace = { ...X11, environment: { DISPLAY: ':0', DBUS_SESSION_BUS_ADDRESS: 'unix:/bus' } };

test('sleep starts the keyboard hook anew beside the portal, which does not ask again', async () => {
  start(X11_BUS);
  await use({ talk: 'F9', mute: 'F8' });
  await hotkeys.rearm();
  expect([hook.bindings.length, hook.open, portal.bindings.length, portal.open]).toEqual([2, 1, 1, 1]);
  hook.listener?.onDown('talk');
  portal.listener?.onDown('mute');
  expect(heard).toEqual(['talk down', 'mute down']);
});

test('a keyboard hook that does not start after sleep gives its key to the next provider', async () => {
  start(X11_BUS);
  await use({ talk: 'F9', mute: 'F8' });
  hook.refusal = 'It does not start.';
  await hotkeys.rearm();
  expect(views.at(-1)?.talk).toMatchObject({ bound: 'F9', provider: 'portal' });
});

test('closed, everything is given back', async () => {
  await use({ talk: 'F9', mute: 'F8' });
  hook.listener?.onEnded('It crashed.');
  hotkeys.close();
  await clock.advanceAsync(10_000);
  expect([hook.bindings.length, hook.open, shortcut.open]).toEqual([1, 0, 0]);
});
