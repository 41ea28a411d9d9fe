import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icon.tsx';

const ICONS = { idle: undefined, done: 'check', problem: 'alert' } as const satisfies Record<
  string,
  IconName | undefined
>;

export type StatusLineProps = { readonly tone: keyof typeof ICONS; readonly children: ReactNode };

/** How the step stands, in a sentence: the one live region of a card. */
export function StatusLine({ tone, children }: StatusLineProps) {
  const icon = ICONS[tone];
  return (
    <p className="first-run-status" role="status" data-tone={tone}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </p>
  );
}
