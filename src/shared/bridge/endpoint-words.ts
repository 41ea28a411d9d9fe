import type { Translate } from '../i18n/words.ts';
import { PROVIDERS } from '../settings/providers.ts';
import type { EndpointView } from './state.ts';

/** Who answers, and what leaves the machine, as people read it; the host of an own server is its name. */
export function describeEndpoint({ provider, label }: EndpointView, t: Translate) {
  return { label: nameEndpoint(label, t), privacy: t(`providers:${provider}Privacy`) };
}

/** What core calls a provider, as people read it. */
export function nameEndpoint(label: string, t: Translate): string {
  const provider = Object.values(PROVIDERS).find((each) => each.label === label);
  return provider === undefined ? label : t(`providers:${provider.id}`);
}
