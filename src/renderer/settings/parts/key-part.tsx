import { type FormEvent, useState } from 'react';
import type { AppSnapshot, KeyProtection } from '#shared/bridge/state.ts';
import type { PlainKey } from '#shared/i18n/words.ts';
import { useWords } from '../../words.tsx';
import { Refusal } from '../refusal.tsx';
import type { PartProps } from '../row.ts';

/** A key goes to core once and never comes back: only whether there is one is shown. */
export function KeyPart({ context, id, describedBy }: PartProps) {
  const { t, ofCore } = useWords();
  const { key } = context.snapshot.endpoint;
  const [value, setValue] = useState('');
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [error, setError] = useState<string>();
  const save = async (entered: string): Promise<void> => {
    const reply = await context.actions.setKey(entered);
    setError(reply.ok ? undefined : ofCore(reply.error.message));
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
        placeholder={key === 'none' ? 'sk-…' : '••••••••••••'}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <button type="submit" className="button" disabled={value.trim() === ''}>
        {t('answers:keySave')}
      </button>
      <button type="button" className="button" disabled={key !== 'stored'} onClick={() => void save('')}>
        {t('answers:keyForget')}
      </button>
      <p className="key-state">
        {[...describeKey(context.snapshot).map((words) => t(words)), ...notes].join(' ')}
      </p>
      <Refusal>{error}</Refusal>
    </form>
  );
}

const KEPT: Readonly<Record<KeyProtection, PlainKey>> = {
  system: 'answers:keyKeptBySystem',
  file: 'answers:keyKeptInFile',
  memory: 'answers:keyKeptUntilEnd',
};

/** Whether there is a key, and how well one is kept. */
function describeKey({ endpoint, keyProtection }: AppSnapshot): readonly PlainKey[] {
  switch (endpoint.key) {
    case 'environment':
      return ['answers:keyOfEnvironment'];
    case 'stored':
      return [keyProtection === 'memory' ? 'answers:keyKnown' : 'answers:keyStored', KEPT[keyProtection]];
    case 'none':
      return ['answers:keyMissing', KEPT[keyProtection]];
  }
}
