import type { Reply, RequestName, RequestPayload, RequestResult } from './requests.ts';
import type { BridgeEvent } from './state.ts';

/** The same on both sides of every boundary: preload, WebSocket, and in memory for tests and the terminal. */
export type Bridge = {
  request<K extends RequestName>(name: K, payload: RequestPayload<K>): Promise<Reply<RequestResult<K>>>;
  /** The first event is a `snapshot`. Returns the unsubscribe function. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
};
