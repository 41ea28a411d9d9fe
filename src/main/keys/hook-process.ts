// The keyboard hook in a process of its own: a crash of its native code costs a key provider and not the app. Its only
// argument is the chords.
import { createRequire } from 'node:module';
import { ChordFollower, type HookEvent } from './chord-follower.ts';
import { readChords, tell } from './key-child.ts';

/** The part of uiohook-napi that is used. It may not be installed, so nothing of it is imported. */
type HookModule = {
  readonly uIOhook: {
    on(event: 'keydown' | 'keyup', listener: (event: HookEvent) => void): void;
    start(): void;
  };
  readonly UiohookKey: Readonly<Record<string, number>>;
};

function listen(): void {
  const { uIOhook, UiohookKey }: HookModule = createRequire(import.meta.url)('uiohook-napi');
  for (const [action, chord] of readChords()) {
    const follower = new ChordFollower(chord, UiohookKey);
    const tellEdge = (type: 'down' | 'up' | 'spoiled' | undefined): void => {
      if (type !== undefined) tell({ type, action });
    };
    uIOhook.on('keydown', (event) => tellEdge(follower.handleDown(event)));
    uIOhook.on('keyup', (event) => tellEdge(follower.handleUp(event)));
  }
  uIOhook.start();
}

try {
  listen();
  tell({ type: 'ready', refused: {} });
} catch (error) {
  const missing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
  const message = error instanceof Error ? error.message : String(error);
  tell({
    type: 'failed',
    reason: missing ? 'uiohook-napi is not installed.' : `uiohook-napi does not start: ${message}.`,
  });
}
