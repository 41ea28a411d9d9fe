import type { ErrorData } from '#shared/base/errors.ts';
import type { Notice } from '#shared/bridge/state.ts';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useWords } from '../words.tsx';
import './notices.css';

export type NoticesProps = {
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: string) => void;
};

/** What went wrong, what was kept, and one thing to do; each stays until it is dismissed. */
export function Notices({ notices, onDismiss }: NoticesProps) {
  const { t } = useWords();
  return (
    <ul className="notices" aria-label={t('talk:notices')}>
      {notices.map(({ id, error }) => (
        <li className="notice" key={id}>
          <Icon name="alert" />
          <ErrorText error={error} />
          <IconButton icon="close" label={t('talk:dismiss')} onClick={() => onDismiss(id)} />
        </li>
      ))}
    </ul>
  );
}

function ErrorText({ error }: { readonly error: ErrorData }) {
  const { ofCore } = useWords();
  return (
    <div className="notice-text">
      <p>
        <strong>{ofCore(error.message)}</strong>
      </p>
      {error.kept !== undefined && <p>{ofCore(error.kept)}</p>}
      {error.action !== undefined && <p className="notice-action">{ofCore(error.action)}</p>}
    </div>
  );
}
