import { describeEndpoint } from '#shared/bridge/endpoint-words.ts';
import type { EndpointView } from '#shared/bridge/state.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';

/** Where words go, always in sight: this computer or somewhere else. */
export function EndpointBadge({ endpoint }: { readonly endpoint: EndpointView }) {
  const { t } = useWords();
  const { label, privacy } = describeEndpoint(endpoint, t);
  const local = endpoint.provider === 'engine';
  return (
    <p className="endpoint-badge" data-local={local} title={privacy}>
      <Icon name={local ? 'local' : 'cloud'} />
      <span className="endpoint-label">{label}</span>
      <span className="visually-hidden">. {privacy}</span>
    </p>
  );
}
