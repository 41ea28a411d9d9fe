import { type FormEvent, useState } from 'react';
import type { Actions } from '../state/actions.ts';
import { Field } from './field.tsx';

export type KeyFieldProps = { readonly hasKey: boolean; readonly onSetKey: Actions['setKey'] };

/** A key goes to core once and never comes back: only whether there is one is shown. */
export function KeyField({ hasKey, onSetKey }: KeyFieldProps) {
  const [value, setValue] = useState('');
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [error, setError] = useState<string>();
  const save = async (key: string): Promise<void> => {
    const reply = await onSetKey(key);
    setError(reply.ok ? undefined : reply.error.message);
    setNotes(reply.ok ? reply.value.notes : []);
    if (reply.ok) setValue('');
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (value.trim() !== '') void save(value);
  };
  const help = [hasKey ? 'A key is stored.' : 'No key is stored.', ...notes].join(' ');
  return (
    <form onSubmit={onSubmit}>
      <Field label="Key" help={help} error={error}>
        {({ id, describedBy }) => (
          <span className="key">
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
              Save
            </button>
            <button type="button" className="button" disabled={!hasKey} onClick={() => void save('')}>
              Forget
            </button>
          </span>
        )}
      </Field>
    </form>
  );
}
