import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { BridgeHandler } from './bridge-handler.ts';
import type { Ports } from './ports.ts';

export type AppOptions = {
  /** Overrides the settings for this run: `engine`, `openai` or the address of a compatible server. */
  readonly endpoint?: string;
};

/** The application without a host. */
export type App = {
  readonly bridge: BridgeHandler;
  /** Everything a user interface shows, as it is now. */
  readonly state: AppSnapshot;
  /** Restores timers and begins to connect; how connecting goes is told by the state. Calling it twice is safe. */
  start(): Promise<void>;
  /** Stops the audio, saves what is unsaved, ends the session and the engine. Safe twice. */
  close(): Promise<void>;
};

/** Rejects with `invalid_input` when `options.endpoint` is not usable. */
export declare function createApp(ports: Ports, options?: AppOptions): Promise<App>;
