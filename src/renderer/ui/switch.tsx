import './switch.css';

export type SwitchProps = {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
};

/** On or off, at once. */
export function Switch({ label, on, onChange }: SwitchProps) {
  return (
    <button type="button" role="switch" aria-checked={on} className="switch" onClick={() => onChange(!on)}>
      <span className="switch-track" aria-hidden="true" />
      {label}
    </button>
  );
}
