import { usePageOf } from '../state/use-view.ts';
import { Icon } from '../ui/icon.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useSearch } from '../ui/use-search.ts';
import { useWords } from '../words.tsx';
import { findRows } from './find-rows.ts';
import { PAGES } from './pages.ts';
import { isChanged, resetPatch, type SettingsContext, type SettingsPage } from './row.ts';
import { SettingRow } from './setting-row.tsx';
import './settings-view.css';

export type SettingsViewProps = { readonly context: SettingsContext; readonly onClose: () => void };

/** Everything a person can set: pages at the side, a search over all of them. Each change applies at once. */
export function SettingsView({ context, onClose }: SettingsViewProps) {
  const { t } = useWords();
  const [pageId, setPageId] = usePageOf('settings');
  const search = useSearch(onClose);
  const { searching } = search;
  const pages = findRows(PAGES, '', context, t);
  const current = pages.find((page) => page.id === pageId) ?? pages[0];
  const found = searching === '' ? [] : findRows(PAGES, searching, context, t);
  const shown = searching !== '' ? found : current === undefined ? [] : [current];
  return (
    <main className="settings" aria-label={t('settings:title')} onKeyDown={search.onKeyDown}>
      <nav className="settings-pages" aria-label={t('settings:pages')}>
        <SearchField search={search} label={t('settings:search')} placeholder={t('settings:searchHint')} />
        <ul>
          {pages.map(({ id, title, icon }) => (
            <li key={id}>
              <button
                type="button"
                aria-current={searching === '' && id === current?.id ? 'page' : undefined}
                onClick={() => {
                  search.setQuery('');
                  setPageId(id);
                }}
              >
                <Icon name={icon} />
                {t(title)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {/* The key lets each page begin at its top. */}
      <div className="settings-content" key={searching === '' ? current?.id : 'found'}>
        {searching !== '' && (
          <p className="settings-found" role="status">
            {t(found.length === 0 ? 'settings:nothingFound' : 'settings:found', { query: searching })}
          </p>
        )}
        {shown.map((page) => (
          <PageView key={page.id} page={page} context={context} />
        ))}
      </div>
    </main>
  );
}

type PageViewProps = { readonly page: SettingsPage; readonly context: SettingsContext };

function PageView({ page, context }: PageViewProps) {
  const { t } = useWords();
  const rows = page.sections.flatMap((section) => section.rows);
  const changed = rows.filter((row) => isChanged(context.snapshot.settings, row));
  return (
    <section className="settings-page" aria-labelledby={`page-${page.id}`}>
      <header>
        <h2 id={`page-${page.id}`}>{t(page.title)}</h2>
        {changed.length > 0 && (
          <button
            type="button"
            className="button"
            data-kind="quiet"
            onClick={() => void context.actions.updateSettings(resetPatch(changed))}
          >
            <Icon name="reset" />
            {t('settings:resetPage')}
          </button>
        )}
      </header>
      {page.sections.map((section) => (
        <fieldset key={section.title}>
          <legend>{t(section.title)}</legend>
          {section.rows.map((row) => (
            <SettingRow key={row.label} row={row} context={context} />
          ))}
        </fieldset>
      ))}
    </section>
  );
}
