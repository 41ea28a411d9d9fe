import { useEffect, useRef, useState } from 'react';

export type Draft<T> = {
  readonly value: T;
  /** Shows the value at once and commits it when it has rested for a moment. */
  set(value: T): void;
  /** Commits now, when something waits. */
  commit(): void;
};

const REST_MS = 300;

/** A value under a moving finger: the page follows at once, core once it rests. Shows core's value otherwise. */
export function useDraft<T>(value: T, onCommit: (value: T) => void): Draft<T> {
  const [draft, setDraft] = useState<{ readonly value: T }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const finish = (last: T): void => {
    clearTimeout(timer.current);
    setDraft(undefined);
    if (last !== value) onCommit(last);
  };
  return {
    value: draft === undefined ? value : draft.value,
    set(next) {
      setDraft({ value: next });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => finish(next), REST_MS);
    },
    commit() {
      if (draft !== undefined) finish(draft.value);
    },
  };
}
