import type { EndpointView } from '#shared/bridge/state.ts';
import { Icon } from '../ui/icon.tsx';

/** Where words go, always in sight: this computer or somewhere else. */
export function EndpointBadge({ endpoint }: { readonly endpoint: EndpointView }) {
  const local = endpoint.provider === 'engine';
  return (
    <p className="endpoint-badge" data-local={local} title={endpoint.privacy}>
      <Icon name={local ? 'local' : 'cloud'} />
      {endpoint.label}
      <span className="visually-hidden">. {endpoint.privacy}</span>
    </p>
  );
}
