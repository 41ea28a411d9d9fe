import { join } from 'node:path';
import { systemPreferences, type UtilityProcess, utilityProcess } from 'electron';
import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { parseChord } from './chord.ts';
import type { HookMessage } from './hook-messages.ts';
import type { KeyListener, KeyProvider, KeyStart } from './key-provider.ts';

/** The process is there in well under a second, ms. */
const START_LIMIT_MS = 5_000;

/** Sees the keys of the whole keyboard, press and release, without taking them from other programs. */
export function createKeyboardHook(clock: Clock): KeyProvider {
  return {
    async start(binding, listener) {
      const chord = parseChord(binding, process.platform);
      if (chord === undefined) return { active: false, reason: `The hook does not know ${binding}.` };
      if (process.platform === 'darwin' && !systemPreferences.isTrustedAccessibilityClient(false)) {
        return { active: false, reason: 'macOS does not let Hark see keys: allow it under Accessibility.' };
      }
      // The bundle beside this one.
      const child = utilityProcess.fork(join(import.meta.dirname, 'hook.js'), [JSON.stringify(chord)], {
        serviceName: 'Hark keyboard hook',
      });
      return superviseHook(child, clock, listener);
    },
  };
}

/** starting ──ready──▶ active ──close──▶ closed; failed, late or gone while starting ──▶ closed. */
async function superviseHook(child: UtilityProcess, clock: Clock, listener: KeyListener): Promise<KeyStart> {
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
  child.on('message', (message: HookMessage) => {
    if (message.type === 'failed') fail(message.reason);
    else if (message.type === 'down') listener.onDown();
    else if (message.type === 'up') listener.onUp();
    else {
      state = 'active';
      started.resolve({ active: true, close });
    }
  });
  child.on('exit', (code) => {
    const reason = `The hook's process ended with code ${code}.`;
    if (state === 'active') listener.onEnded(reason);
    else started.resolve({ active: false, reason });
  });
  const cancelLimit = clock.after(START_LIMIT_MS, () => fail('The hook did not start in time.'));
  const result = await started.promise;
  cancelLimit();
  return result;
}
