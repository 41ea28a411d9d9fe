import type { ComponentProps } from 'react';
import type { PartProps } from '../row.ts';

type PartButtonProps = ComponentProps<'button'> & Pick<PartProps, 'id' | 'describedBy'>;

/** The button of a row, tied to the row's label and help. */
export function PartButton({ describedBy, ...button }: PartButtonProps) {
  return <button type="button" className="button" aria-describedby={describedBy} {...button} />;
}
