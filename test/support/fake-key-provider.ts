import type { KeyListener, KeyProvider } from '#main/keys/key-provider.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';

/** A provider whose keys the test presses. */
export function createFakeKeyProvider() {
  const fake = {
    refusal: undefined as string | undefined,
    /** Accelerators that another program has. */
    taken: new Set<string>(),
    bindings: [] as Record<string, string>[],
    suspensions: [] as boolean[],
    open: 0,
    listener: undefined as KeyListener | undefined,
    start: (async (bindings, listener) => {
      fake.bindings.push(Object.fromEntries(bindings));
      const refused = new Map<HotkeyAction, string>();
      for (const [action, accelerator] of bindings) {
        const reason = fake.refusal ?? (fake.taken.has(accelerator) ? `${accelerator} is taken` : undefined);
        if (reason !== undefined) refused.set(action, reason);
      }
      if (refused.size < bindings.size) {
        fake.listener = listener;
        fake.open += 1;
      }
      return { refused, setSuspended, close };
    }) satisfies KeyProvider['start'],
  };
  const setSuspended = (suspended: boolean): void => void fake.suspensions.push(suspended);
  const close = (): void => {
    fake.open -= 1;
  };
  return fake satisfies KeyProvider;
}
