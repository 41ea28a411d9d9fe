import { createEmitter } from '#shared/base/emitter.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { reduceSnapshot } from '#shared/bridge/reduce.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';

/** Core's state as this page knows it: one snapshot, then events. The page edits nothing of its own. */
export type Mirror = {
  /** `undefined` until core has answered. The same object until something changed. */
  readonly snapshot: AppSnapshot | undefined;
  subscribe(listener: () => void): () => void;
};

export function createMirror(bridge: Pick<Bridge, 'subscribe'>): Mirror {
  const changes = createEmitter<void>();
  let snapshot: AppSnapshot | undefined;
  // For as long as the page lives.
  bridge.subscribe((event) => {
    if (event.type === 'snapshot') snapshot = event.snapshot;
    else if (snapshot !== undefined) snapshot = reduceSnapshot(snapshot, event);
    changes.emit();
  });
  return {
    get snapshot() {
      return snapshot;
    },
    subscribe: changes.subscribe,
  };
}
