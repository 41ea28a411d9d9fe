import { Icon, type IconName } from './icon.tsx';

export type IconButtonProps = {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
};

/** A round button that shows only a picture; its label is read aloud and shown on hover. */
export function IconButton({ icon, label, onClick, disabled = false }: IconButtonProps) {
  return (
    <button
      type="button"
      className="button"
      data-kind="quiet"
      data-shape="icon"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
