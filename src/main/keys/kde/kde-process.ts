// KDE's shortcuts in a process of its own, so that a strange answer from the bus costs a key provider and not the app. Its only
// argument is the chords.
import { createClock } from '#shared/base/clock.ts';
import { HOTKEY_ACTIONS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { Chords, KeyMessage } from '../key-messages.ts';
import { offersShortcuts } from '../portal/global-shortcuts.ts';
import { connectSessionBus } from '../session-bus.ts';
import { bindKeys, KDE_SERVICE } from './global-accel.ts';
import { toQtKey } from './qt-key.ts';

/** The next process waits for the end of this one. */
const RELEASE_LIMIT_MS = 1_000;

const { parentPort } = process as unknown as { parentPort: { postMessage(message: KeyMessage): void } };

try {
  const bus = await connectSessionBus(KDE_SERVICE);
  // Whoever started this process notices its end, and starts another one.
  bus.onEnd(() => process.exit(1));
  // Who refused in the portal's dialog is not to be passed by.
  if (await offersShortcuts(bus)) throw new Error('the desktop portal decides here.');
  const chords: Chords = JSON.parse(process.argv[2] ?? '');
  const keys = new Map<HotkeyAction, number>();
  for (const action of HOTKEY_ACTIONS) {
    const chord = chords[action];
    if (chord !== undefined) keys.set(action, toQtKey(chord));
  }
  const { refused, release } = await bindKeys(bus, keys, {
    onDown: (action) => parentPort.postMessage({ type: 'down', action }),
    onUp: (action) => parentPort.postMessage({ type: 'up', action }),
    onGone: () => process.exit(1),
  });
  process.once('SIGTERM', () => {
    createClock(globalThis).after(RELEASE_LIMIT_MS, () => process.exit());
    void release().finally(() => process.exit());
  });
  parentPort.postMessage({ type: 'ready', refused });
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  parentPort.postMessage({ type: 'failed', reason: `KDE gives no shortcut: ${reason}` });
}
