// The desktop portal's shortcuts in a process of its own, so that a strange answer from the bus costs a key provider and not
// the app. Its only argument is the chords.
import { readChords, TELL_KEYS, tell } from '../key-child.ts';
import { connectSessionBus } from '../session-bus.ts';
import { bindShortcuts, PORTAL_SERVICE } from './global-shortcuts.ts';
import { toTrigger } from './trigger.ts';

try {
  const bus = await connectSessionBus(PORTAL_SERVICE);
  // Whoever started this process notices its end, and starts another one.
  bus.onEnd(() => process.exit(1));
  const triggers = new Map([...readChords()].map(([action, chord]) => [action, toTrigger(chord)]));
  const bound = await bindShortcuts(bus, triggers, TELL_KEYS);
  const refused = Object.fromEntries(
    [...triggers.keys()]
      .filter((action) => !bound.includes(action))
      .map((action) => [action, 'The desktop gave it no key.']),
  );
  tell({ type: 'ready', refused });
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  tell({ type: 'failed', reason: `The portal gives no shortcut: ${reason}` });
}
