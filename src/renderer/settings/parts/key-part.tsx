import { type FormEvent, useState } from 'react';
import { useWords } from '../../words.tsx';
import type { PartProps } from '../row.ts';

/** A key goes to core once and never comes back: only whether there is one is shown. */
export function KeyPart({ context, id, describedBy }: PartProps) {
  const { t } = useWords();
  const { hasKey } = context.snapshot.endpoint;
  const [value, setValue] = useState('');
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [error, setError] = useState<string>();
  const save = async (key: string): Promise<void> => {
    const reply = await context.actions.setKey(key);
    setError(reply.ok ? undefined : reply.error.message);
    setNotes(reply.ok ? reply.value.notes : []);
    if (reply.ok) setValue('');
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (value.trim() !== '') void save(value);
  };
  return (
    <form className="key" onSubmit={onSubmit}>
      <input
        type="password"
        id={id}
        aria-describedby={describedBy}
        aria-invalid={error !== undefined}
        autoComplete="off"
        placeholder={hasKey ? '••••••••••••' : 'sk-…'}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <button type="submit" className="button" disabled={value.trim() === ''}>
        {t('answers:keySave')}
      </button>
      <button type="button" className="button" disabled={!hasKey} onClick={() => void save('')}>
        {t('answers:keyForget')}
      </button>
      <p className="key-state">
        {[t(hasKey ? 'answers:keyStored' : 'answers:keyMissing'), ...notes].join(' ')}
      </p>
      {error !== undefined && (
        <p className="row-refusal" role="alert">
          {error}
        </p>
      )}
    </form>
  );
}
