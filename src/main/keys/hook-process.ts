// The keyboard hook in a process of its own: a crash of its native code costs a key provider and not the app. Its only
// argument is the chords.
import { createRequire } from 'node:module';
import { HOTKEY_ACTIONS } from '#shared/hotkeys/actions.ts';
import { ChordFollower, type HookEvent } from './chord-follower.ts';
import type { Chords, KeyMessage } from './key-messages.ts';

/** The part of uiohook-napi that is used. It may not be installed, so nothing of it is imported. */
type HookModule = {
  readonly uIOhook: {
    on(event: 'keydown' | 'keyup', listener: (event: HookEvent) => void): void;
    start(): void;
  };
  readonly UiohookKey: Readonly<Record<string, number>>;
};

const { parentPort } = process as unknown as { parentPort: { postMessage(message: KeyMessage): void } };

function listen(chords: Chords): void {
  const { uIOhook, UiohookKey }: HookModule = createRequire(import.meta.url)('uiohook-napi');
  for (const action of HOTKEY_ACTIONS) {
    const chord = chords[action];
    if (chord === undefined) continue;
    const follower = new ChordFollower(chord, UiohookKey);
    const tell = (type: 'down' | 'up' | 'spoiled' | undefined): void => {
      if (type !== undefined) parentPort.postMessage({ type, action });
    };
    uIOhook.on('keydown', (event) => tell(follower.handleDown(event)));
    uIOhook.on('keyup', (event) => tell(follower.handleUp(event)));
  }
  uIOhook.start();
}

try {
  listen(JSON.parse(process.argv[2] ?? ''));
  parentPort.postMessage({ type: 'ready', refused: {} });
} catch (error) {
  const missing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
  const message = error instanceof Error ? error.message : String(error);
  parentPort.postMessage({
    type: 'failed',
    reason: missing ? 'uiohook-napi is not installed.' : `uiohook-napi does not start: ${message}.`,
  });
}
