import { Icon } from './icon.tsx';
import './search-field.css';
import type { Search } from './use-search.ts';

export type SearchFieldProps = {
  readonly search: Search;
  readonly label: string;
  readonly placeholder: string;
  readonly maxLength?: number;
};

/** Where the words of a view's search are typed. */
export function SearchField({ search, label, placeholder, maxLength }: SearchFieldProps) {
  return (
    <div className="search-field">
      <Icon name="search" />
      <input
        ref={search.field}
        type="search"
        aria-label={label}
        aria-keyshortcuts="Control+F Meta+F"
        placeholder={placeholder}
        maxLength={maxLength}
        value={search.query}
        onChange={(event) => search.setQuery(event.target.value)}
      />
    </div>
  );
}
