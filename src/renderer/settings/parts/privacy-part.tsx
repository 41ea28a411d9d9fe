import type { PartProps } from '../row.ts';

/** What leaves this computer, in a sentence. */
export function PrivacyPart({ context, id }: PartProps) {
  const { label, privacy, provider } = context.snapshot.endpoint;
  return (
    <p className="privacy" id={id} data-local={provider === 'engine'}>
      <strong>{label}.</strong> {privacy}
    </p>
  );
}
