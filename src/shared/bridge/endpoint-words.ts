import type { Translate } from '../i18n/words.ts';
import { PROVIDERS } from '../settings/providers.ts';
import type { EndpointView } from './state.ts';

/** Who answers, and what leaves the machine, as people read it; the host of an own server is its name. */
export function describeEndpoint({ provider, label }: EndpointView, t: Translate) {
  return {
    label: label === PROVIDERS[provider].label ? t(`providers:${provider}`) : label,
    privacy: t(`providers:${provider}Privacy`),
  };
}
