import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bindShortcuts, PORTAL_SERVICE } from '#main/keys/portal/global-shortcuts.ts';
import { toTrigger } from '#main/keys/portal/trigger.ts';
import { connectSessionBus } from '#main/keys/session-bus.ts';
import type { Chord } from '#shared/hotkeys/chord.ts';
import { chord } from '../../../support/chord.ts';
import { hasMessageBus } from '../../../support/message-bus.ts';
import {
  type PortalScript,
  type ScriptedPortal,
  startScriptedPortal,
} from '../../../support/scripted-portal.ts';

test.each<[string, Chord]>([
  ['CTRL+SHIFT+space', chord('Space', 'ctrl', 'shift')],
  ['LOGO+t', chord('T', 'meta')],
  ['ALT+Left', chord('ArrowLeft', 'alt')],
  ['ALT+apostrophe', chord('Quote', 'alt')],
  ['F9', chord('F9')],
])('a chord is written as %s for the portal', (trigger, given) => {
  expect(toTrigger(given)).toBe(trigger);
});

describe.skipIf(!hasMessageBus())('the portal on a real message bus', () => {
  async function bind(
    script: PortalScript = {},
  ): Promise<{ portal: ScriptedPortal; told: string[]; bound: readonly string[] }> {
    const portal = await startScriptedPortal(script);
    onTestFinished(portal.close);
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', portal.address);
    onTestFinished(() => void vi.unstubAllEnvs());
    const bus = await connectSessionBus(PORTAL_SERVICE);
    onTestFinished(bus.close);
    const told: string[] = [];
    const triggers = new Map([
      ['talk', 'CTRL+SHIFT+space'],
      ['mute', 'ALT+m'],
    ] as const);
    const bound = await bindShortcuts(bus, triggers, {
      onDown: (action) => void told.push(`${action} down`),
      onUp: (action) => void told.push(`${action} up`),
    });
    return { portal, told, bound };
  }

  test('tells press and release of our shortcuts, and of which', async () => {
    const { portal, told } = await bind();
    portal.press();
    portal.release();
    portal.press('mute');
    await expect.poll(() => told).toEqual(['talk down', 'talk up', 'mute down']);
  });

  test('is asked for the keys of the settings, with a word for the person', async () => {
    const { portal } = await bind();
    expect(portal.calls.map(({ member }) => member)).toEqual(['CreateSession', 'BindShortcuts']);
    const asked = JSON.stringify(portal.calls[1]?.body);
    expect(asked).toContain('CTRL+SHIFT+space');
    expect(asked).toContain('Hark: Talk');
    expect(asked).toContain('ALT+m');
    expect(asked).toContain('Hark: Mute');
  });

  test.each([
    ['all, when it does not tell', {}, ['talk', 'mute']],
    ['those it tells', { given: ['mute'] }, ['mute']],
    ['none, when the person gave them none', { given: [] }, []],
  ])('binds %s', async (_what, script, expected) => {
    expect((await bind(script)).bound).toEqual(expected);
  });

  test('is not heard for the shortcut of another session', async () => {
    const { portal, told } = await bind();
    portal.pressOther();
    portal.press();
    await expect.poll(() => told).toEqual(['talk down']);
  });

  test('that the person refuses says so', async () => {
    await expect(bind({ answer: 1 })).rejects.toThrow('The person said no.');
  });

  test('that refuses for itself says so', async () => {
    await expect(bind({ answer: 2 })).rejects.toThrow('The desktop refused.');
  });

  test('that is not there is told by its error', async () => {
    const portal = await startScriptedPortal();
    onTestFinished(portal.close);
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', portal.address);
    onTestFinished(() => void vi.unstubAllEnvs());
    const bus = await connectSessionBus(PORTAL_SERVICE);
    onTestFinished(bus.close);
    await expect(
      bus.call({ destination: 'org.example.Absent', path: '/', interface: 'org.example.I', member: 'Do' }),
    ).rejects.toThrow('org.freedesktop.DBus.Error.ServiceUnknown');
  });

  test('notices that the bus is gone', async () => {
    const portal = await startScriptedPortal();
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', portal.address);
    onTestFinished(() => void vi.unstubAllEnvs());
    const bus = await connectSessionBus(PORTAL_SERVICE);
    const ended = new Promise<void>((resolve) => bus.onEnd(resolve));
    portal.close();
    await ended;
  });
});
