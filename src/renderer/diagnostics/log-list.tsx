import { useId, useState } from 'react';
import { LOG_LEVELS, type LogEntry, type LogLevel } from '#shared/bridge/log.ts';
import { Select } from '../settings/controls/select.tsx';
import { SearchField } from '../ui/search-field.tsx';
import type { Search } from '../ui/use-search.ts';
import { useWords } from '../words.tsx';
import './log-list.css';

export type LogListProps = { readonly entries: readonly LogEntry[]; readonly search: Search };

/** From what is read most rarely on. */
const CHOICES = LOG_LEVELS.toReversed();

/** The newest lines of the log, newest first, down to a level and with the words that are searched. */
export function LogList({ entries, search }: LogListProps) {
  const { t } = useWords();
  const id = useId();
  const [least, setLeast] = useState<LogLevel>('debug');
  const allowed = LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(least) + 1);
  const sought = search.searching.toLowerCase();
  const lines = entries
    .filter((entry) => allowed.includes(entry.level) && lineOf(entry).toLowerCase().includes(sought))
    .toReversed();
  const copy = (): void => {
    void navigator.clipboard.writeText(lines.map(lineOf).join('\n')).catch(() => {});
  };
  return (
    <section aria-label={t('diagnostics:log')}>
      <h3>{t('diagnostics:log')}</h3>
      <div className="log-tools">
        <SearchField
          search={search}
          label={t('diagnostics:searchLog')}
          placeholder={t('diagnostics:searchLog')}
        />
        <label htmlFor={id} className="visually-hidden">
          {t('diagnostics:level')}
        </label>
        <Select
          id={id}
          value={least}
          choices={CHOICES.map((level) => ({ value: level, label: t(`diagnostics:level_${level}`) }))}
          onChange={setLeast}
        />
        <button type="button" className="button" disabled={lines.length === 0} onClick={copy}>
          {t('diagnostics:copy')}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by key. */}
      <ol className="log-lines" tabIndex={0} aria-label={t('diagnostics:lines')}>
        {lines.map(({ at, level, message, detail }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same.
          <li key={index} data-level={level}>
            <time dateTime={at}>{timeOf(at)}</time>
            <span className="log-level">{level}</span>
            <span className="log-message">
              {message}
              {detail !== undefined && <small>{detail}</small>}
            </span>
          </li>
        ))}
        {lines.length === 0 && <li className="log-none">{t('diagnostics:noLines')}</li>}
      </ol>
    </section>
  );
}

/** As in the log file, where times are in UTC. */
function timeOf(at: string): string {
  return at.slice(11, 23);
}

function lineOf({ at, level, message, detail }: LogEntry): string {
  return `${timeOf(at)} ${level} ${message}${detail === undefined ? '' : ` (${detail})`}`;
}
