import type { BridgeHandler } from '#core/bridge/bridge-handler.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Reply, RequestName, RequestPayload, RequestResult } from '#shared/bridge/requests.ts';

/** A bridge without a host. Everything is copied on its way, as at a process boundary. */
export function createInMemoryBridge(handler: BridgeHandler): Bridge {
  return {
    async request<K extends RequestName>(name: K, payload: RequestPayload<K>) {
      return structuredClone(await handler.request(name, structuredClone(payload))) as Reply<
        RequestResult<K>
      >;
    },
    subscribe: (listener) => handler.subscribe((event) => listener(structuredClone(event))),
  };
}
