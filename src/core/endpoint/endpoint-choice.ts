import type { AppStore } from '../bridge/app-store.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { chooseEndpoint, type Endpoint, keyOwnerOf, unusableEndpoint } from './endpoint.ts';
import type { KeyOwner, Keys } from './keys.ts';

/** The endpoint as the settings want it now, and shown as such. */
export type EndpointChoice = {
  /** Rejects like `chooseEndpoint`; what is wanted is shown all the same. */
  choose(): Promise<Endpoint>;
  keyOwner(): KeyOwner;
  /** Shows the endpoint before anything is connected. Never rejects. */
  publish(): Promise<void>;
};

export type EndpointChoiceParts = {
  readonly settings: SettingsService;
  readonly override: string | undefined;
  readonly keys: Keys;
  readonly store: AppStore;
};

export function createEndpointChoice({
  settings,
  override,
  keys,
  store,
}: EndpointChoiceParts): EndpointChoice {
  const wish = () => ({ settings: settings.current.endpoint, override });
  const choose = async (): Promise<Endpoint> => {
    try {
      const endpoint = await chooseEndpoint({ ...wish(), keys });
      store.publish({ type: 'endpoint', endpoint: endpoint.view });
      return endpoint;
    } catch (error) {
      store.publish({ type: 'endpoint', endpoint: unusableEndpoint(wish()) });
      throw error;
    }
  };
  return {
    choose,
    keyOwner: () => keyOwnerOf(wish()),
    publish: () =>
      choose().then(
        () => {},
        // The reason is told when it is connected to.
        () => {},
      ),
  };
}
