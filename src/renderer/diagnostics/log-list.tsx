import { useState } from 'react';
import { LOG_LEVELS, type LogEntry, type LogLevel } from '#shared/bridge/log.ts';
import { useWords } from '../words.tsx';

/** The newest lines of the log, newest first, down to a level and with the words that are searched. */
export function LogList({ entries }: { readonly entries: readonly LogEntry[] }) {
  const { t } = useWords();
  const [least, setLeast] = useState<LogLevel>('debug');
  const [search, setSearch] = useState('');
  const allowed = LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(least) + 1);
  const lines = entries
    .filter(({ level }) => allowed.includes(level))
    .map((entry) => ({ entry, text: lineOf(entry) }))
    .filter(({ text }) => text.toLowerCase().includes(search.toLowerCase()))
    .toReversed();
  const copy = (): void => {
    void navigator.clipboard.writeText(lines.map(({ text }) => text).join('\n')).catch(() => {});
  };
  return (
    <section aria-label={t('diagnostics:log')}>
      <h2>{t('diagnostics:log')}</h2>
      <div className="log-tools">
        <select
          aria-label={t('diagnostics:level')}
          value={least}
          onChange={(event) => setLeast(LOG_LEVELS.find((level) => level === event.target.value) ?? 'debug')}
        >
          {LOG_LEVELS.map((level) => (
            <option key={level}>{level}</option>
          ))}
        </select>
        <input
          type="search"
          aria-label={t('diagnostics:searchLog')}
          placeholder={t('diagnostics:searchLog')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <button type="button" className="button" onClick={copy}>
          {t('diagnostics:copy')}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by key. */}
      <ol className="log-lines" tabIndex={0} aria-label={t('diagnostics:lines')}>
        {lines.map(({ entry, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same.
          <li key={index} data-level={entry.level}>
            {text}
          </li>
        ))}
      </ol>
    </section>
  );
}

function lineOf({ at, level, message, detail }: LogEntry): string {
  return `${at.slice(11, 23)} ${level} ${message}${detail === undefined ? '' : ` (${detail})`}`;
}
