import { type ReactNode, useId } from 'react';

export type FieldProps = {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
  /** Gets the ids that tie the control to its label and its help. */
  readonly children: (ids: { readonly id: string; readonly describedBy: string }) => ReactNode;
};

/** One row of the settings: label, control, one line of help, and what was refused. */
export function Field({ label, help, error, children }: FieldProps) {
  const id = useId();
  const describedBy = `${id}-help`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy })}
      <div className="field-help" id={describedBy}>
        {help !== undefined && <p>{help}</p>}
        {error !== undefined && (
          <p className="field-refusal" role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
