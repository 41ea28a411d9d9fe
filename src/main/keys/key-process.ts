import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { assertNever } from '#shared/base/errors.ts';
import { HOTKEY_ACTIONS } from '#shared/hotkeys/actions.ts';
import type { Chords, KeyMessage } from './key-messages.ts';
import { type Bindings, type KeyListener, type KeyStart, refuseAll } from './key-provider.ts';

export type KeyProcessParts = {
  readonly name: 'hook' | 'portal' | 'kde';
  /** What it is asked for. */
  readonly bindings: Bindings;
  /** Those of them that it can be asked for. */
  readonly chords: Chords;
  /** Why it cannot be asked for the others. */
  readonly refused: KeyStart['refused'];
  readonly startLimitMs: number;
  readonly clock: Clock;
  readonly listener: KeyListener;
};

/** `ended` resolves when the process is gone, whatever came of its start. */
export type KeyProcess = KeyStart & { readonly ended: Promise<void> };

/**
 * Hears chords in a process of its own: a crash there costs a key provider and not the app.
 *
 *   starting ──ready──▶ active ──close──▶ closed
 *       └──failed, late, gone──────────────▲
 */
export async function startKeyProcess(parts: KeyProcessParts): Promise<KeyProcess> {
  const { name, bindings, chords, refused, clock, listener } = parts;
  // The bundle beside this one.
  const file = join(import.meta.dirname, `${name}.js`);
  const child = utilityProcess.fork(file, [JSON.stringify(chords)], { serviceName: `Hark ${name}` });
  const started = createDeferred<KeyStart>();
  const ended = createDeferred<void>();
  let state: 'starting' | 'active' | 'closed' = 'starting';
  const close = (): void => {
    state = 'closed';
    child.kill();
  };
  const fail = (reason: string): void => {
    started.resolve(refuseAll(bindings, reason));
    close();
  };
  child.on('message', (message: KeyMessage) => {
    switch (message.type) {
      case 'ready':
        state = 'active';
        return started.resolve({ refused: withRefused(refused, message.refused), close });
      case 'failed':
        return fail(message.reason);
      case 'down':
        return listener.onDown(message.action);
      case 'up':
        return listener.onUp(message.action);
      case 'spoiled':
        return listener.onSpoiled(message.action);
      default:
        return assertNever(message);
    }
  });
  child.on('exit', (code) => {
    ended.resolve();
    const reason = `Its process ended with code ${code}.`;
    if (state === 'active') listener.onEnded(reason);
    else started.resolve(refuseAll(bindings, reason));
  });
  const cancelLimit = clock.after(parts.startLimitMs, () => fail('It did not start in time.'));
  const result = await started.promise;
  cancelLimit();
  return { ...result, ended: ended.promise };
}

function withRefused(
  before: KeyStart['refused'],
  told: Extract<KeyMessage, { type: 'ready' }>['refused'],
): KeyStart['refused'] {
  const refused = new Map(before);
  for (const action of HOTKEY_ACTIONS) {
    const reason = told[action];
    if (reason !== undefined) refused.set(action, reason);
  }
  return refused;
}
