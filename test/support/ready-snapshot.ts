import { type AppSnapshot, NO_TALK_KEY } from '#shared/bridge/state.ts';
import { PROVIDERS } from '#shared/settings/providers.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';

const { label, privacy } = PROVIDERS.engine;

/** What a user interface shows of a connected assistant that nobody has talked to yet. */
export const READY: AppSnapshot = {
  assistant: { kind: 'ready' },
  microphoneWanted: false,
  handsFree: false,
  muted: false,
  transcript: [],
  heard: null,
  activities: [],
  approvals: [],
  timers: [],
  notices: [],
  endpoint: { provider: 'engine', label, privacy, hasKey: false },
  history: { revision: 0 },
  settings: DEFAULT_SETTINGS,
  talkKey: NO_TALK_KEY,
};
