import { createEmitter } from '#shared/base/emitter.ts';
import { reduceSnapshot } from '#shared/bridge/reduce.ts';
import type { AppSnapshot, BridgeEvent } from '#shared/bridge/state.ts';

/** What the application shows. Core changes it by the very events the mirrors fold, so the two cannot differ. */
export type AppStore = {
  readonly snapshot: AppSnapshot;
  publish(event: BridgeEvent): void;
  /** Returns the unsubscribe function. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
};

export function createAppStore(initial: AppSnapshot, onListenerError: (error: unknown) => void): AppStore {
  const events = createEmitter<BridgeEvent>(onListenerError);
  let snapshot = initial;
  return {
    get snapshot() {
      return snapshot;
    },
    publish(event) {
      snapshot = reduceSnapshot(snapshot, event);
      events.emit(event);
    },
    subscribe: events.subscribe,
  };
}
