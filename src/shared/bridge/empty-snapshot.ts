import { PROVIDERS } from '#shared/settings/providers.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { type AppSnapshot, NO_HOTKEYS } from './state.ts';

/** What is shown before anything was loaded. */
export const EMPTY_SNAPSHOT: AppSnapshot = {
  assistant: { kind: 'off' },
  microphoneWanted: false,
  microphone: { kind: 'unknown' },
  microphones: { found: [], defaultLabel: '' },
  microphoneKept: false,
  handsFree: false,
  muted: false,
  transcript: [],
  heard: null,
  activities: [],
  approvals: [],
  timers: [],
  notices: [],
  endpoint: { provider: 'engine', label: PROVIDERS.engine.label, key: 'none' },
  keyProtection: 'memory',
  history: { revision: 0 },
  settings: DEFAULT_SETTINGS,
  hotkeys: { mode: 'use', actions: NO_HOTKEYS },
};
