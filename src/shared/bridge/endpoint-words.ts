import type { PlainKey, Translate } from '../i18n/words.ts';
import { type EndpointKind, PROVIDERS } from '../settings/providers.ts';
import type { EndpointView } from './state.ts';

/** What each choice of who answers is called. */
export const ENDPOINT_KIND_WORDS: Readonly<Record<EndpointKind, PlainKey>> = {
  auto: 'answers:kindAuto',
  engine: 'answers:kindEngine',
  openai: 'answers:kindOpenai',
  custom: 'answers:kindCustom',
};

/** Who answers, and what leaves the machine, as people read it; the host of an own server is its name. */
export function describeEndpoint({ provider, label }: EndpointView, t: Translate) {
  return { label: nameEndpoint(label, t), privacy: t(`providers:${provider}Privacy`) };
}

/** What core calls a provider, as people read it. */
export function nameEndpoint(label: string, t: Translate): string {
  const provider = Object.values(PROVIDERS).find((each) => each.label === label);
  return provider === undefined ? label : t(`providers:${provider.id}`);
}
