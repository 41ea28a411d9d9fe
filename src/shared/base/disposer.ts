/** Collects what must be released; releases it in reverse order, once. */
export type Disposer = {
  /** Registers a release; when the disposer is already disposed, it runs at once. Returns the release for early use. */
  add(release: () => void): () => void;
  dispose(): void;
  readonly disposed: boolean;
};

/** A failing release never keeps the others from running; its error goes to `onError`. */
export function createDisposer(onError: (error: unknown) => void = () => {}): Disposer {
  const releases = new Set<() => void>();
  let disposed = false;
  const run = (release: () => void): void => {
    try {
      release();
    } catch (error) {
      onError(error);
    }
  };
  return {
    add(release) {
      if (disposed) {
        run(release);
        return () => {};
      }
      releases.add(release);
      return () => {
        if (releases.delete(release)) run(release);
      };
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      const pending = [...releases].reverse();
      releases.clear();
      for (const release of pending) run(release);
    },
    get disposed() {
      return disposed;
    },
  };
}
