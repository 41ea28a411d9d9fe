import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';

/** What a user interface shows of a connected assistant that nobody has talked to yet. */
export const READY: AppSnapshot = {
  ...EMPTY_SNAPSHOT,
  assistant: { kind: 'ready' },
  microphone: { kind: 'granted' },
};
