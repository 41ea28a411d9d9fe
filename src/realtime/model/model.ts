import type { ModelEvent } from './model-events.ts';
import type { ModelInput, RawClientMessage } from './model-inputs.ts';

/** A key, or how to get one right before it is needed. */
export type ApiKey = string | (() => string | Promise<string>);

/** The shapes in which servers speak the Realtime protocol: the current one, and the one from before it was declared stable. */
export type CodecName = 'ga' | 'beta';

/** An address, or how to get the one of now: a server that was started again may be elsewhere. */
export type ServerUrl = string | (() => string | Promise<string>);

export type ModelConnectOptions = {
  readonly modelName: string;
  /** Server address; the provider's own when absent. */
  readonly url?: ServerUrl;
  readonly apiKey?: ApiKey;
  /** Extra headers of the handshake. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Attaches to a call that already exists instead of opening a conversation. */
  readonly callId?: string;
  /** The shape the server speaks; `ga` by default. */
  readonly codec?: CodecName;
  readonly signal?: AbortSignal;
};

/** A connection to something that speaks: the seam between a session and a provider. */
export type RealtimeModel = {
  /** Resolves when the server is ready for input. Rejects with a HarkError; a model that is connected refuses. */
  connect(options: ModelConnectOptions): Promise<void>;
  /** False when the input could not be taken: not connected, or audio above the bound of what may wait. */
  send(input: ModelInput): boolean;
  /** A message of the provider's own protocol as the input it stands for, or as `raw` when there is none. */
  interpret(message: RawClientMessage): ModelInput;
  /** Events in the order they came. Returns the unsubscribe function. */
  subscribe(listener: (event: ModelEvent) => void): () => void;
  /** Ends the connection; safe at any time and twice. */
  close(): Promise<void>;
};
