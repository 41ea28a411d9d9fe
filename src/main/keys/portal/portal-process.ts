// The desktop portal's shortcut in a process of its own, so that a strange answer from the bus costs a key provider and not
// the app. Its only argument is the chord.
import type { KeyMessage } from '../key-messages.ts';
import { bindShortcut, PORTAL_SERVICE } from './global-shortcuts.ts';
import { connectSessionBus } from './session-bus.ts';
import { toTrigger } from './trigger.ts';

const { parentPort } = process as unknown as { parentPort: { postMessage(message: KeyMessage): void } };

try {
  const bus = await connectSessionBus(PORTAL_SERVICE);
  // Whoever started this process notices its end, and starts another one.
  bus.onEnd(() => process.exit(1));
  await bindShortcut(bus, toTrigger(JSON.parse(process.argv[2] ?? '')), {
    onDown: () => parentPort.postMessage({ type: 'down' }),
    onUp: () => parentPort.postMessage({ type: 'up' }),
  });
  parentPort.postMessage({ type: 'ready' });
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  parentPort.postMessage({ type: 'failed', reason: `The portal gives no shortcut: ${reason}` });
}
