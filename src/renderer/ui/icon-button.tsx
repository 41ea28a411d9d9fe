import type { Ref } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type IconButtonProps = {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** For one that switches something on and off. */
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A round button that shows only a picture; its label is read aloud and shown on hover. */
export function IconButton({ icon, label, onClick, disabled = false, pressed, ref }: IconButtonProps) {
  return (
    <button
      type="button"
      className="button"
      data-kind="quiet"
      data-shape="icon"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      ref={ref}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
