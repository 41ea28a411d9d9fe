import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type AccelBinding, bindKeys, KDE_SERVICE } from '#main/keys/kde/global-accel.ts';
import { toQtKey } from '#main/keys/kde/qt-key.ts';
import { offersShortcuts } from '#main/keys/portal/global-shortcuts.ts';
import { connectSessionBus, type SessionBus } from '#main/keys/session-bus.ts';
import type { Chord } from '#shared/hotkeys/chord.ts';
import { chord } from '../../../support/chord.ts';
import { hasMessageBus } from '../../../support/message-bus.ts';
import { type KdeScript, type ScriptedKde, startScriptedKde } from '../../../support/scripted-kde.ts';

// The numbers are those of Qt's qnamespace.h.
test.each<[number, Chord]>([
  [0x06000020, chord('Space', 'ctrl', 'shift')],
  [0x10000054, chord('T', 'meta')],
  [0x09000012, chord('ArrowLeft', 'alt')],
  [0x01000030, chord('F1')],
  [0x01000047, chord('F24')],
  [0x08000027, chord('Quote', 'alt')],
  [0x04000037, chord('7', 'ctrl')],
])('a chord is the number %i for Qt', (number, given) => {
  expect(toQtKey(given)).toBe(number);
});

const [TALK, MUTE] = [0x06000020, 0x0800004d];
const KEYS = new Map([
  ['talk', TALK],
  ['mute', MUTE],
] as const);

describe.skipIf(!hasMessageBus())('the shortcuts of KDE on a real message bus', () => {
  type Bench = { readonly kde: ScriptedKde; readonly bus: SessionBus; readonly told: string[] };
  async function open(
    script: KdeScript = {},
  ): Promise<Bench & { bind(keys?: typeof KEYS): Promise<AccelBinding> }> {
    const kde = await startScriptedKde(script);
    onTestFinished(kde.close);
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', kde.address);
    onTestFinished(() => void vi.unstubAllEnvs());
    const bus = await connectSessionBus(KDE_SERVICE);
    onTestFinished(bus.close);
    const told: string[] = [];
    const bind = (keys = KEYS) =>
      bindKeys(bus, keys, {
        onDown: (action) => void told.push(`${action} down`),
        onUp: (action) => void told.push(`${action} up`),
        onGone: () => void told.push('gone'),
      });
    return { kde, bus, told, bind };
  }

  test('are taken under the keys of the settings, and given back', async () => {
    const { kde, bind } = await open();
    const { refused, release } = await bind();
    expect(refused).toEqual({});
    expect(kde.taken).toEqual(KEYS);
    await release();
    expect(kde.taken.size).toBe(0);
  });

  test('tell press and release, a held key once, and nothing of other programs', async () => {
    const { kde, bind, told } = await open();
    await bind();
    kde.tell('globalShortcutPressed', 'talk', 'kwin');
    kde.tell('globalShortcutReleased', 'mute');
    kde.tell('globalShortcutPressed', 'talk');
    kde.tell('globalShortcutPressed', 'talk');
    kde.tell('globalShortcutReleased', 'talk');
    kde.tell('globalShortcutPressed', 'mute');
    await expect.poll(() => told).toEqual(['talk down', 'talk up', 'mute down']);
  });

  test('that another program has are refused, and the others are heard', async () => {
    const { kde, bind, told } = await open({ occupied: [MUTE] });
    expect((await bind()).refused).toEqual({ mute: 'Another program has this key.' });
    expect(kde.taken).toEqual(new Map([['talk', TALK]]));
    kde.tell('globalShortcutPressed', 'talk');
    await expect.poll(() => told).toEqual(['talk down']);
  });

  test('that KDE does not give are refused', async () => {
    const { bind } = await open({ refuses: true });
    const reason = 'The desktop gave it no key.';
    expect((await bind()).refused).toEqual({ talk: reason, mute: reason });
  });

  test('of an earlier run that did not give them back are given back', async () => {
    const { kde, bind } = await open();
    await bind();
    await bind(new Map([['talk', TALK]]) as typeof KEYS);
    expect(kde.taken).toEqual(new Map([['talk', TALK]]));
  });

  test('end with the service of KDE, which is told', async () => {
    const { kde, bind, told } = await open();
    await bind();
    kde.leave();
    await expect.poll(() => told).toEqual(['gone']);
  });

  test('are not there without that service, and no portal is', async () => {
    const { kde, bus, bind } = await open();
    kde.leave();
    await expect(bind()).rejects.toThrow('org.freedesktop.DBus.Error.ServiceUnknown');
    expect(await offersShortcuts(bus)).toBe(false);
  });
});
