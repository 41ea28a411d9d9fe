// KDE's shortcuts in a process of its own, so that a strange answer from the bus costs a key provider and not the app. Its only
// argument is the chords.
import { createClock } from '#shared/base/clock.ts';
import { readChords, TELL_KEYS, tell } from '../key-child.ts';
import { offersShortcuts } from '../portal/global-shortcuts.ts';
import { connectSessionBus } from '../session-bus.ts';
import { bindKeys, KDE_SERVICE } from './global-accel.ts';
import { toQtKey } from './qt-key.ts';

/** The next process waits for the end of this one. */
const RELEASE_LIMIT_MS = 1_000;

try {
  const bus = await connectSessionBus(KDE_SERVICE);
  // Whoever started this process notices its end, and starts another one.
  bus.onEnd(() => process.exit(1));
  // Who refused in the portal's dialog is not to be passed by.
  if (await offersShortcuts(bus)) throw new Error('the desktop portal decides here.');
  const keys = new Map([...readChords()].map(([action, chord]) => [action, toQtKey(chord)]));
  const { refused, release } = await bindKeys(bus, keys, {
    ...TELL_KEYS,
    onGone: () => process.exit(1),
  });
  process.once('SIGTERM', () => {
    createClock(globalThis).after(RELEASE_LIMIT_MS, () => process.exit());
    void release().finally(() => process.exit());
  });
  tell({ type: 'ready', refused });
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  tell({ type: 'failed', reason: `KDE gives no shortcut: ${reason}` });
}
