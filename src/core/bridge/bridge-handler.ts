import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { AudioLane } from '#shared/bridge/audio-lane.ts';
import {
  REQUESTS,
  type Reply,
  type RequestName,
  type RequestPayload,
  type RequestResult,
} from '#shared/bridge/requests.ts';
import type { BridgeEvent } from '#shared/bridge/state.ts';
import { toInvalidInput } from '../invalid-input.ts';
import type { LogPort } from '../ports.ts';
import type { AppStore } from './app-store.ts';

/** What every request does; the compiler names the one that is missing. */
export type RequestHandlers = {
  readonly [K in RequestName]: (payload: RequestPayload<K>) => RequestResult<K> | Promise<RequestResult<K>>;
};

/** Core's end of every bridge. Hosts carry calls to it and events from it, and look into neither. */
export type BridgeHandler = {
  /** Validates name and payload, runs the request, answers with data. Never throws or rejects. */
  request(name: unknown, payload: unknown): Promise<Reply<unknown>>;
  /** The first event is a `snapshot`, delivered before this returns. Returns the unsubscribe function. */
  subscribe(listener: (event: BridgeEvent) => void): () => void;
  /** The newest lane owns the audio; the former one is closed. */
  attachAudio(lane: AudioLane): void;
};

export type BridgeHandlerParts = {
  readonly store: AppStore;
  readonly handlers: RequestHandlers;
  readonly attachAudio: (lane: AudioLane) => void;
  readonly log: LogPort;
};

export function createBridgeHandler({
  store,
  handlers,
  attachAudio,
  log,
}: BridgeHandlerParts): BridgeHandler {
  return {
    async request(name, payload) {
      try {
        return { ok: true, value: await dispatch(handlers, name, payload) };
      } catch (error) {
        const data = toErrorData(error);
        if (data.reason === 'internal') log.error(`Request ${String(name)} failed`, error);
        return { ok: false, error: data };
      }
    },
    subscribe(listener) {
      listener({ type: 'snapshot', snapshot: store.snapshot });
      return store.subscribe(listener);
    },
    attachAudio,
  };
}

function dispatch(handlers: RequestHandlers, name: unknown, payload: unknown): unknown {
  if (!isRequestName(name))
    throw new HarkError('invalid_input', 'There is no such request.', { field: 'name' });
  return run(handlers, name, payload);
}

function run<K extends RequestName>(handlers: RequestHandlers, name: K, payload: unknown): unknown {
  const parsed = REQUESTS[name].safeParse(payload);
  if (!parsed.success) throw toInvalidInput(parsed.error, name);
  return handlers[name](parsed.data as RequestPayload<K>);
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(REQUESTS, name);
}
