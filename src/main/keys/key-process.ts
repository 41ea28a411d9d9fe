import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import type { Chord } from './chord.ts';
import type { KeyMessage } from './key-messages.ts';
import type { KeyListener, KeyStart } from './key-provider.ts';

export type KeyProcessParts = {
  readonly name: 'hook' | 'portal';
  readonly chord: Chord;
  readonly startLimitMs: number;
  readonly clock: Clock;
  readonly listener: KeyListener;
};

/**
 * Hears a chord in a process of its own: a crash there costs a key provider and not the app.
 *
 *   starting ──ready──▶ active ──close──▶ closed
 *       └──failed, late, gone──────────────▲
 */
export async function startKeyProcess(parts: KeyProcessParts): Promise<KeyStart> {
  const { name, clock, listener } = parts;
  // The bundle beside this one.
  const file = join(import.meta.dirname, `${name}.js`);
  const child = utilityProcess.fork(file, [JSON.stringify(parts.chord)], { serviceName: `Hark ${name}` });
  const started = createDeferred<KeyStart>();
  let state: 'starting' | 'active' | 'closed' = 'starting';
  const close = (): void => {
    state = 'closed';
    child.kill();
  };
  const fail = (reason: string): void => {
    started.resolve({ active: false, reason });
    close();
  };
  child.on('message', (message: KeyMessage) => {
    if (message.type === 'failed') fail(message.reason);
    else if (message.type === 'down') listener.onDown();
    else if (message.type === 'up') listener.onUp();
    else {
      state = 'active';
      started.resolve({ active: true, close });
    }
  });
  child.on('exit', (code) => {
    const reason = `Its process ended with code ${code}.`;
    if (state === 'active') listener.onEnded(reason);
    else started.resolve({ active: false, reason });
  });
  const cancelLimit = clock.after(parts.startLimitMs, () => fail('It did not start in time.'));
  const result = await started.promise;
  cancelLimit();
  return result;
}
