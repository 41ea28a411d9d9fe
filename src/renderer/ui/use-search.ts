import { type KeyboardEvent, type RefObject, useDeferredValue, useEffect, useRef, useState } from 'react';

export type Search = {
  /** What stands in the field. */
  readonly query: string;
  /** What to look for: it follows the field when there is time, without spaces at its ends. */
  readonly searching: string;
  readonly setQuery: (query: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  /** For the view around the field: Ctrl+F or Cmd+F leads to it, Escape empties it, and closes the view when it is empty. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

/** The search of a view. It begins at `start`, which is the field itself where searching comes first. */
export function useSearch(onClose: () => void, start?: RefObject<HTMLElement | null>): Search {
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const searching = useDeferredValue(query).trim();
  useEffect(() => (start ?? field).current?.focus(), [start]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'f') {
      event.preventDefault();
      field.current?.focus();
    }
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (query === '') onClose();
    setQuery('');
  };
  return { query, searching, setQuery, field, onKeyDown };
}
