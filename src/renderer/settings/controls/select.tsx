export type Choice<T extends string | number> = { readonly value: T; readonly label: string };

export type SelectProps<T extends string | number> = {
  readonly id: string;
  readonly describedBy?: string | undefined;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly other?: ((value: T) => string) | undefined;
  readonly onChange: (value: T) => void;
};

/** One of a few. A value that is not among the choices stays selectable: another version or a hand may have written it. */
export function Select<T extends string | number>({
  id,
  describedBy,
  value,
  choices,
  other = String,
  onChange,
}: SelectProps<T>) {
  const known = choices.some((choice) => choice.value === value);
  const shown = known ? choices : [...choices, { value, label: other(value) }];
  return (
    <select
      id={id}
      aria-describedby={describedBy}
      value={value}
      onChange={({ target }) => {
        const chosen = shown[target.selectedIndex];
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {shown.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
