import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { type Desktop, launchDesktop } from '../support/desktop-driver.ts';
import { hasMessageBus } from '../support/message-bus.ts';
import { startScriptedKde } from '../support/scripted-kde.ts';
import { startScriptedPortal } from '../support/scripted-portal.ts';
import { closeSettings, keyField, openShortcuts } from './support/shortcuts-page.ts';
import { type Stage, startDesktop } from './support/stage.ts';
import { type TalkView, talkViewOf } from './support/talk-view.ts';
import { hasXDisplay, openXDisplay, type XDisplay } from './support/x-display.ts';

const WAIT = { timeout: 10_000, interval: 500 };
const CHORD = 'ctrl+shift+space';
/** Longer than an X server waits before a held key repeats, and than a tap is, ms. */
const HOLD_MS = 1_500;

function isInstalled(name: string): boolean {
  try {
    return createRequire(import.meta.url).resolve(name) !== '';
  } catch {
    return false;
  }
}

/** The settings say so; answers when they do. */
async function expectHeardBy({ window }: Stage, label: string): Promise<void> {
  await openShortcuts(window);
  await expect
    .poll(() => window.locator('.key-providers').innerText(), WAIT)
    .toContain(`${label}: hears press and release, so holding works.`);
  await closeSettings(window);
}

describe.skipIf(!hasXDisplay() || !isInstalled('uiohook-napi'))('the talk key of a real X server', () => {
  let display: XDisplay;
  let stage: Stage;
  let view: TalkView;
  beforeEach(async () => {
    display = await openXDisplay();
    stage = await startDesktop([{ pauseMs: 500 }, { say: 'what time is it' }, { pauseMs: 5_000 }], {
      env: display.env,
    });
    view = talkViewOf(stage);
    await view.untilState('Ready');
    await expectHeardBy(stage, 'Keyboard hook');
  });
  afterEach(async () => {
    await stage.close();
    display.close();
  });
  const commits = (): number => stage.witness.of('input_audio_buffer.commit').length;

  test('talks while it is held, through its repeats, and its release brings one answer', async () => {
    await display.keyDown(CHORD);
    await view.untilState('Listening');
    await stage.window.waitForTimeout(HOLD_MS + 1_500);
    expect(commits()).toBe(0);
    await display.keyUp(CHORD);
    await view.untilLine('user', /^what time is it/);
    await view.untilLine('assistant', /^It is \d/);
    expect(commits()).toBe(1);
  });

  test('tapped, listens on, and sends with the next tap', async () => {
    await display.keyDown(CHORD);
    await display.keyUp(CHORD);
    await view.untilState('Listening');
    await stage.window.waitForTimeout(HOLD_MS + 1_500);
    await display.keyDown(CHORD);
    await display.keyUp(CHORD);
    await view.untilLine('assistant', /^It is \d/);
    expect(commits()).toBe(1);
  });

  test('can be Right Ctrl alone, recorded in the settings, and is no talking with another key', async () => {
    const { window } = stage;
    await openShortcuts(window);
    await keyField(window, 'Talk').click();
    await window.keyboard.press('ControlRight');
    await expect
      .poll(() => keyField(window, 'Talk').getAttribute('aria-label'), WAIT)
      .toBe('Talk: Right Ctrl');
    await expect
      .poll(() => window.locator('.hotkey-state').first().innerText(), WAIT)
      .toContain('Keyboard hook');
    await closeSettings(window);
    await display.keyDown('Control_R');
    await view.untilState('Listening');
    await display.keyDown('c');
    await view.untilState('Ready');
    await display.keyUp('c');
    await display.keyUp('Control_R');
    expect(commits()).toBe(0);
    await display.keyDown('Control_R');
    await view.untilState('Listening');
    await stage.window.waitForTimeout(HOLD_MS + 1_500);
    await display.keyUp('Control_R');
    await view.untilLine('assistant', /./);
    expect(commits()).toBe(1);
  });

  test('lights up in the settings, down and up, and does not talk meanwhile', async () => {
    const { window } = stage;
    const word = window.locator('.hotkey-test-word');
    await openShortcuts(window);
    await window.getByRole('button', { name: 'Try the keys' }).click();
    await display.keyDown(CHORD);
    await expect.poll(() => word.innerText(), WAIT).toBe('down');
    await display.keyUp(CHORD);
    await expect.poll(() => word.innerText(), WAIT).toBe('up again');
    await window.getByRole('button', { name: 'Stop trying the keys' }).click();
    await closeSettings(window);
    await view.untilState('Ready');
    await display.keyDown(CHORD);
    await view.untilState('Listening');
    await display.keyUp(CHORD);
  });

  test('works again after the process that hears it has crashed in the middle of a word', async () => {
    await display.keyDown(CHORD);
    await view.untilState('Listening');
    const { stdout } = await promisify(execFile)('pgrep', ['-f', resolve('out/main/hook.js')]);
    process.kill(Number(stdout), 'SIGSEGV');
    await expect.poll(() => stage.window.locator('main').innerText(), WAIT).not.toMatch(/^Listening$/m);
    await display.keyUp(CHORD);
    await expect
      .poll(async () => {
        await display.keyDown(CHORD);
        await display.keyUp(CHORD);
        return stage.window.locator('main').innerText();
      }, WAIT)
      .toMatch(/^Listening$/m);
  });
});

describe.skipIf(!hasMessageBus())('the talk key of a Wayland desktop', () => {
  /** Asks a question while the key is held. */
  async function ask(
    label: string,
    env: Record<string, string>,
    key: { down(): void; up(): void },
  ): Promise<void> {
    const recording = [{ pauseMs: 500 }, { say: 'what time is it' }, { pauseMs: 5_000 }];
    const wayland = { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-of-the-test' };
    const stage = await startDesktop(recording, { env: { ...wayland, ...env } });
    try {
      const view = talkViewOf(stage);
      await view.untilState('Ready');
      await expectHeardBy(stage, label);
      key.down();
      await view.untilState('Listening');
      await stage.window.waitForTimeout(HOLD_MS + 1_500);
      key.up();
      await view.untilLine('user', /^what time is it/);
      await view.untilLine('assistant', /^It is \d/);
    } finally {
      await stage.close();
    }
  }

  test('talks while the portal says that it is held', async () => {
    const portal = await startScriptedPortal();
    onTestFinished(portal.close);
    const env = { DBUS_SESSION_BUS_ADDRESS: portal.address };
    await ask('Desktop portal', env, { down: () => portal.press(), up: () => portal.release() });
  });

  test('talks while KDE says that it is held, and is given back when the app ends', async () => {
    const kde = await startScriptedKde();
    onTestFinished(kde.close);
    const env = { DBUS_SESSION_BUS_ADDRESS: kde.address, XDG_CURRENT_DESKTOP: 'KDE' };
    await ask('KDE shortcuts', env, {
      down: () => kde.tell('globalShortcutPressed', 'talk'),
      up: () => kde.tell('globalShortcutReleased', 'talk'),
    });
    await expect.poll(() => kde.taken.size, WAIT).toBe(0);
  });
});

test.skipIf(!hasMessageBus())(
  'the portal is asked for all keys in one session, and may give none to some',
  async () => {
    const portal = await startScriptedPortal({ given: ['talk'] });
    const env = {
      DISPLAY: '',
      WAYLAND_DISPLAY: 'wayland-of-the-test',
      DBUS_SESSION_BUS_ADDRESS: portal.address,
      HARK_DOUBLE_TAKEN: 'Alt+M',
    };
    const desktop = await launchDesktop({ env });
    try {
      const window = await desktop.page('index.html');
      await openShortcuts(window);
      const states = (): Promise<readonly string[]> => window.locator('.hotkey-state').allInnerTexts();
      await expect.poll(states, WAIT).toContain('Heard by: Desktop portal.');
      await keyField(window, 'Mute').click();
      await window.keyboard.press('Alt+m');
      await expect.poll(states, WAIT).toContain('Does not work: Alt + M is used by another program.');
      expect(JSON.stringify(portal.calls.at(-1))).toMatch(/"talk".*"mute"/);
      portal.press();
      await expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain('listening');
      portal.release();
    } finally {
      await desktop.close();
      portal.close();
    }
  },
);

describe('without a keyboard that can be heard', () => {
  let desktop: Desktop;
  beforeEach(async () => {
    const env = { DISPLAY: '', WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: '', DBUS_SESSION_BUS_ADDRESS: '' };
    desktop = await launchDesktop({ env });
    await untilTray('ready');
  });
  afterEach(() => desktop.close());
  const untilTray = (state: string): Promise<void> =>
    expect.poll(() => desktop.person('trayToolTip'), WAIT).toContain(state);

  test('a second instance says when to talk, and Escape forgets it from anywhere', async () => {
    await desktop.startAgain('--ptt', 'toggle');
    await untilTray('listening');
    await desktop.person('press', 'Escape');
    await untilTray('ready');
    await expect(desktop.person('press', 'Escape')).rejects.toThrow('No hotkey Escape');
  });

  test.skipIf(process.platform !== 'linux')(
    'the system’s shortcut starts and stops, also after sleep, which ends what was being said',
    async () => {
      const window = await desktop.page('index.html');
      const press = async (): Promise<void> => {
        await desktop.person('press', DEFAULT_SETTINGS.hotkeys.talk);
        // What comes sooner bounces.
        await window.waitForTimeout(300);
      };
      await press();
      await untilTray('listening');
      await press();
      await untilTray('ready');
      await press();
      await untilTray('listening');
      await desktop.person('power', 'suspend');
      await untilTray('ready');
      await desktop.person('power', 'resume');
      await window.waitForTimeout(300);
      await press();
      await untilTray('listening');
    },
  );
});
