import type { Choice } from '../row.ts';

export type SelectProps = {
  readonly id: string;
  readonly describedBy: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
};

/** One of a few. A value that is not among the choices stays selectable: another version or a hand may have written it. */
export function Select({ id, describedBy, value, choices, onChange }: SelectProps) {
  const known = choices.some((choice) => choice.value === value);
  const shown = known ? choices : [...choices, { value, label: value }];
  return (
    <select
      id={id}
      aria-describedby={describedBy}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {shown.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
