import { HarkError } from '#shared/base/errors.ts';
import type { EndpointView } from '#shared/bridge/state.ts';
import { PROVIDERS, type Provider } from '#shared/settings/providers.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings/settings.ts';
import type { KeyOwner, Keys, KnownKey } from './keys.ts';
import { parseServerAddress } from './server-address.ts';

/** Where the session runs, with everything needed to get there. Holds the key: it never leaves core. */
export type Endpoint = {
  readonly provider: Provider;
  readonly model: string;
  readonly transcriptionModel: string;
  readonly protocol: Settings['endpoint']['protocol'];
  /** Absent for the engine, whose address is known when it runs, and for OpenAI's own. */
  readonly server?: { readonly url: string; readonly origin: string };
  readonly key?: string;
  readonly view: EndpointView;
};

export type EndpointRequest = {
  readonly settings: Settings['endpoint'];
  /** `engine`, `openai` or an address; wins over the settings. */
  readonly override?: string | undefined;
  readonly keys: Keys;
};

/**
 * Decides where the session runs: the override, else the settings; `auto` is OpenAI when a key is known, else the engine.
 * Rejects with `invalid_input` for a bad address and `authentication` for a key that is needed and missing.
 */
export async function chooseEndpoint({ settings, override, keys }: EndpointRequest): Promise<Endpoint> {
  const wish = wishOf(settings, override);
  switch (wish.kind) {
    case 'engine':
      return engineEndpoint();
    case 'custom':
      return customEndpoint(wish, keys);
    case 'openai':
      return openaiEndpoint(wish, await keys.get({ kind: 'openai' }));
    case 'auto': {
      const key = await keys.get({ kind: 'openai' });
      return key === undefined ? engineEndpoint() : openaiEndpoint(wish, key);
    }
  }
}

/** Whom a key that is entered now is for. Throws like `chooseEndpoint`. */
export function keyOwnerOf({ settings, override }: Omit<EndpointRequest, 'keys'>): KeyOwner {
  const wish = wishOf(settings, override);
  return wish.kind === 'custom'
    ? { kind: 'server', origin: parseServerAddress(wish.url).origin }
    : { kind: 'openai' };
}

/** What is shown of an endpoint that cannot be used as it is: a key or an address is missing. */
export function unusableEndpoint({ settings, override }: Omit<EndpointRequest, 'keys'>): EndpointView {
  const { kind } = wishOf(settings, override);
  const provider = PROVIDERS[kind === 'auto' ? 'engine' : kind];
  return viewOf(provider, provider.label);
}

function wishOf(settings: Settings['endpoint'], override: string | undefined): Settings['endpoint'] {
  return override === undefined ? settings : readOverride(override);
}

/** What an override means. Throws `invalid_input` for what is neither a known word nor an address. */
export function readOverride(override: string): Settings['endpoint'] {
  const usual = DEFAULT_SETTINGS.endpoint;
  if (override === 'engine' || override === 'openai') return { ...usual, kind: override };
  return { ...usual, kind: 'custom', url: parseServerAddress(override).url };
}

function engineEndpoint(): Endpoint {
  const provider = PROVIDERS.engine;
  const view = viewOf(provider, provider.label);
  return { ...modelsOf(provider), provider, protocol: 'ga', view };
}

function openaiEndpoint(wish: Settings['endpoint'], key: KnownKey | undefined): Endpoint {
  const provider = PROVIDERS.openai;
  if (key === undefined) {
    throw new HarkError('authentication', 'There is no OpenAI key.', {
      kept: 'Your settings were kept.',
      action: 'Enter a key, or choose "On this computer".',
    });
  }
  return {
    ...modelsOf(provider, wish),
    provider,
    protocol: 'ga',
    key: key.value,
    view: viewOf(provider, provider.label, key),
  };
}

async function customEndpoint(wish: Settings['endpoint'], keys: Keys): Promise<Endpoint> {
  const provider = PROVIDERS.custom;
  const { url, origin, host } = parseServerAddress(wish.url);
  const key = await keys.get({ kind: 'server', origin });
  return {
    ...modelsOf(provider, wish),
    provider,
    protocol: wish.protocol,
    server: { url, origin },
    ...(key === undefined ? {} : { key: key.value }),
    view: viewOf(provider, host, key),
  };
}

function modelsOf(
  provider: Provider,
  wish?: Settings['endpoint'],
): Pick<Endpoint, 'model' | 'transcriptionModel'> {
  return {
    model: wish?.model || provider.defaultModel,
    transcriptionModel: wish?.transcriptionModel || provider.transcriptionModel,
  };
}

function viewOf({ id }: Provider, label: string, key?: KnownKey): EndpointView {
  return { provider: id, label, key: key?.source ?? 'none' };
}
