import { type KeyboardEvent, useState } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';
import { Field } from './field.tsx';

export type TextFieldProps = {
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly value: string;
  /** Answers with the refusal, or nothing when the value was taken. */
  readonly onCommit: (value: string) => Promise<ErrorData | undefined>;
};

/** Text that counts when it is finished: Enter, or leaving the field. What was refused stays there with the reason. */
export function TextField({ label, help, placeholder, value, onCommit }: TextFieldProps) {
  const [draft, setDraft] = useState<string>();
  const [refusal, setRefusal] = useState<ErrorData>();
  const commit = async (): Promise<void> => {
    if (draft === undefined || draft === value) return setDraft(undefined);
    const refused = await onCommit(draft.trim());
    setRefusal(refused);
    if (refused === undefined) setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void commit();
  };
  return (
    <Field label={label} error={refusal?.message} {...(help === undefined ? {} : { help })}>
      {({ id, describedBy }) => (
        <input
          type="text"
          id={id}
          aria-describedby={describedBy}
          aria-invalid={refusal !== undefined}
          placeholder={placeholder}
          spellCheck={false}
          value={draft ?? value}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => void commit()}
        />
      )}
    </Field>
  );
}
