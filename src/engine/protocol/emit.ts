import type { ServerEvent } from '#shared/wire/server-events.ts';

/** Sends a server event; its `event_id` is added on the way out. */
export type Emit = (event: ServerEvent) => void;
