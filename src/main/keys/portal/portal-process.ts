// The desktop portal's shortcuts in a process of its own, so that a strange answer from the bus costs a key provider and not
// the app. Its only argument is the chords.
import { HOTKEY_ACTIONS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { Chords, KeyMessage } from '../key-messages.ts';
import { connectSessionBus } from '../session-bus.ts';
import { bindShortcuts, PORTAL_SERVICE } from './global-shortcuts.ts';
import { toTrigger } from './trigger.ts';

const { parentPort } = process as unknown as { parentPort: { postMessage(message: KeyMessage): void } };

try {
  const bus = await connectSessionBus(PORTAL_SERVICE);
  // Whoever started this process notices its end, and starts another one.
  bus.onEnd(() => process.exit(1));
  const chords: Chords = JSON.parse(process.argv[2] ?? '');
  const triggers = new Map<HotkeyAction, string>();
  for (const action of HOTKEY_ACTIONS) {
    const chord = chords[action];
    if (chord !== undefined) triggers.set(action, toTrigger(chord));
  }
  const bound = await bindShortcuts(bus, triggers, {
    onDown: (action) => parentPort.postMessage({ type: 'down', action }),
    onUp: (action) => parentPort.postMessage({ type: 'up', action }),
  });
  const refused = Object.fromEntries(
    [...triggers.keys()]
      .filter((action) => !bound.includes(action))
      .map((action) => [action, 'The desktop gave it no key.']),
  );
  parentPort.postMessage({ type: 'ready', refused });
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  parentPort.postMessage({ type: 'failed', reason: `The portal gives no shortcut: ${reason}` });
}
