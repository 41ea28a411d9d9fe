import { globalShortcut } from 'electron';

/** The keys that start and stop talking from anywhere. */
export type Shortcut = {
  /** Takes the keys over from the former ones. Answers with what is wrong when they cannot be had; the former are then gone too. */
  use(accelerator: string): string | undefined;
  close(): void;
};

export function createShortcut(onPress: () => void): Shortcut {
  let current = '';
  const release = (): void => {
    if (current !== '') globalShortcut.unregister(current);
    current = '';
  };
  return {
    use(accelerator) {
      if (accelerator === current) return undefined;
      release();
      if (accelerator === '') return undefined;
      try {
        if (!globalShortcut.register(accelerator, onPress))
          return `${accelerator} is used by another program`;
      } catch {
        return `${accelerator} is no shortcut`;
      }
      current = accelerator;
      return undefined;
    },
    close: release,
  };
}
