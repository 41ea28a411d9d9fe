type Listener<T> = (event: T) => void;

/** One typed stream of events. A listener that throws is reported to `onError` and never stops the others. */
export type Emitter<T> = {
  emit(event: T): void;
  /** Returns the unsubscribe function. */
  subscribe(listener: Listener<T>): () => void;
  readonly listenerCount: number;
};

export function createEmitter<T>(onError: (error: unknown) => void = () => {}): Emitter<T> {
  // Replaced, never changed: a listener may unsubscribe itself or others while an event is delivered.
  let listeners: readonly Listener<T>[] = [];
  return {
    emit(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      const own: Listener<T> = (event) => listener(event);
      listeners = [...listeners, own];
      return () => {
        listeners = listeners.filter((listener) => listener !== own);
      };
    },
    get listenerCount() {
      return listeners.length;
    },
  };
}
