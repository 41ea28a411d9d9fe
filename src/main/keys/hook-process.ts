// The keyboard hook in a process of its own: a crash of its native code costs a key provider and not the app. Its only
// argument is the chord.
import { createRequire } from 'node:module';
import { type Chord, ChordFollower, type HookEvent } from './chord.ts';
import type { KeyMessage } from './key-messages.ts';

/** The part of uiohook-napi that is used. It may not be installed, so nothing of it is imported. */
type HookModule = {
  readonly uIOhook: {
    on(event: 'keydown' | 'keyup', listener: (event: HookEvent) => void): void;
    start(): void;
  };
  readonly UiohookKey: Readonly<Record<string, number>>;
};

const { parentPort } = process as unknown as { parentPort: { postMessage(message: KeyMessage): void } };

function listen(chord: Chord): void {
  const { uIOhook, UiohookKey }: HookModule = createRequire(import.meta.url)('uiohook-napi');
  const keycode = UiohookKey[chord.key];
  if (keycode === undefined) throw new Error(`it has no key ${chord.key}`);
  const follower = new ChordFollower(chord, keycode);
  uIOhook.on('keydown', (event) => {
    if (follower.handleDown(event)) parentPort.postMessage({ type: 'down' });
  });
  uIOhook.on('keyup', (event) => {
    if (follower.handleUp(event)) parentPort.postMessage({ type: 'up' });
  });
  uIOhook.start();
}

try {
  listen(JSON.parse(process.argv[2] ?? ''));
  parentPort.postMessage({ type: 'ready' });
} catch (error) {
  const missing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
  const message = error instanceof Error ? error.message : String(error);
  parentPort.postMessage({
    type: 'failed',
    reason: missing ? 'uiohook-napi is not installed.' : `uiohook-napi does not start: ${message}.`,
  });
}
