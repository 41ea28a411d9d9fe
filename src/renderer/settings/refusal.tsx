export type RefusalProps = { readonly children: string | undefined };

/** Why something was refused, beside it; nothing while nothing was. */
export function Refusal({ children }: RefusalProps) {
  if (children === undefined) return null;
  return (
    <p className="row-refusal" role="alert">
      {children}
    </p>
  );
}
