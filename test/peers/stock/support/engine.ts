import { type EngineHandle, forkNode, launchEngine } from '../../../../src/engine/launch.ts';
import { createClock } from '../../../../src/shared/base/clock.ts';

/** Our engine as its users get it: a process of its own, real speech in and out. */
export function startEngine(): Promise<EngineHandle> {
  return launchEngine({ clock: createClock(globalThis), fork: forkNode });
}
