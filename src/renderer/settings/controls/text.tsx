import { type KeyboardEvent, useState } from 'react';
import type { ErrorData } from '#shared/base/errors.ts';

export type TextProps = {
  readonly id: string;
  readonly describedBy: string;
  readonly value: string;
  readonly invalid: boolean;
  readonly placeholder?: string | undefined;
  /** Takes several lines; Enter begins a new one. */
  readonly lines?: boolean;
  /** Answers with the refusal, or nothing when the value was taken. */
  readonly onCommit: (value: string) => Promise<ErrorData | undefined>;
};

/** Text that counts when it is finished: Enter, or leaving the field. What was refused stays there. */
export function Text({ id, describedBy, value, invalid, placeholder, lines = false, onCommit }: TextProps) {
  const [draft, setDraft] = useState<string>();
  const commit = async (): Promise<void> => {
    if (draft === undefined || draft === value) return setDraft(undefined);
    if ((await onCommit(draft.trim())) === undefined) setDraft(undefined);
  };
  const props = {
    id,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    placeholder,
    spellCheck: false,
    value: draft ?? value,
    onChange: (event: { readonly target: { readonly value: string } }) => setDraft(event.target.value),
    onBlur: () => void commit(),
  };
  if (lines) return <textarea className="lines" rows={4} {...props} />;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void commit();
  };
  return <input type="text" onKeyDown={onKeyDown} {...props} />;
}
