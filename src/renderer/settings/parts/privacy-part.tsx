import { describeEndpoint } from '#shared/bridge/endpoint-words.ts';
import { useWords } from '../../words.tsx';
import type { PartProps } from '../row.ts';

/** What leaves this computer, in a sentence. */
export function PrivacyPart({ context, id }: PartProps) {
  const { t } = useWords();
  const { endpoint } = context.snapshot;
  const { label, privacy } = describeEndpoint(endpoint, t);
  return (
    <p className="privacy" id={id} data-local={endpoint.provider === 'engine'}>
      <strong>{label}.</strong> {privacy}
    </p>
  );
}
