import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { createDisposer } from '#shared/base/disposer.ts';
import { type ErrorData, type HarkError, toErrorData } from '#shared/base/errors.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { FIRST_RUN_BEGINS } from '#shared/settings/first-run.ts';
import { createAssistant } from './assistant/assistant.ts';
import { createHarkAgent } from './assistant/hark-agent.ts';
import { createMicrophoneAccess } from './assistant/microphone-access.ts';
import { createAppHandlers } from './bridge/app-handlers.ts';
import { problemsAtStart, publishSettings, publishTimers } from './bridge/app-state.ts';
import { type AppStore, createAppStore } from './bridge/app-store.ts';
import { type BridgeHandler, createBridgeHandler } from './bridge/bridge-handler.ts';
import { createNotices } from './bridge/notices.ts';
import { History } from './conversations/history.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import { readOverride } from './endpoint/endpoint.ts';
import { createEndpointChoice } from './endpoint/endpoint-choice.ts';
import { createKeys } from './endpoint/keys.ts';
import { openFacts } from './facts/facts.ts';
import { createFileSearch, type FileSearch } from './files/file-search.ts';
import type { FileScope } from './files/named-file.ts';
import { createHotkeys, type HotkeyDesk } from './hotkeys/hotkeys.ts';
import { logLife } from './logging/log-life.ts';
import type { Ports } from './ports.ts';
import { createSettingsService, type SettingsService } from './settings/settings-service.ts';
import { openJournal } from './storage/journal.ts';
import { ringAlarms } from './timers/alarm.ts';
import { openTimers, type TimersParts } from './timers/timers.ts';
import { createTools } from './tools/catalog.ts';
import { createToolGuard } from './tools/guarded-tool.ts';

export type AppOptions = {
  /** Overrides the settings for this run: `engine`, `openai` or the address of a compatible server. */
  readonly endpoint?: string;
};

/** The application without a host. */
export type App = {
  readonly bridge: BridgeHandler;
  /** Everything a user interface shows, as it is now. */
  readonly state: AppSnapshot;
  /** Shows the person something that the host found wrong, until it is dismissed. */
  report(notice: ErrorData): void;
  /** Where a host that hears keys outside the app's windows comes in. */
  readonly hotkeys: HotkeyDesk;
  /** Restores timers and begins to connect; how connecting goes is told by the state. Calling it twice is safe. */
  start(): Promise<void>;
  /** Stops the audio, saves what is unsaved, ends the session and the engine. Safe twice. */
  close(): Promise<void>;
};

/** Builds the application. Rejects with `invalid_input` when `options.endpoint` is not usable. */
export async function createApp(ports: Ports, { endpoint: override }: AppOptions = {}): Promise<App> {
  if (override !== undefined) readOverride(override);
  const { clock, log, folders } = ports;
  await mkdir(folders.data, { recursive: true, mode: 0o700 });
  const store = createStore(ports);
  const notices = createNotices(store, clock);
  const onProblem = (problem: HarkError): void => notices.add(toErrorData(problem));

  const settings = createSettingsService({ backend: ports.settings, clock, onProblem: notices.add });
  const keys = createKeys({ ...ports, onProblem });
  const { timers, facts, journal } = await openRecords(folders.data, { clock, onProblem });

  const endpoint = createEndpointChoice({ settings, override, keys, store });
  const fileSearch = createFileSearch();
  const fileScope = await createFileScope(folders, settings, fileSearch);
  const tools = createTools({ ...ports, timers, facts, home: folders.home, fileScope });
  const guard = createToolGuard({ journal, clock, log });
  const assistant = createAssistant({
    ports,
    store,
    settings,
    notices,
    agent: createHarkAgent(tools.map(guard.guard)),
    chooseEndpoint: endpoint.choose,
    planOf: guard.planOf,
    labelOf: (name) => tools.find((tool) => tool.name === name)?.label ?? name,
  });
  const { startConversation } = assistant;
  const history = new History({ ...ports, settings, app: store, onProblem, startConversation });
  const hotkeys = createHotkeys({ store, settings, clock, platform: process.platform });
  const owners = { store, settings, keys, endpoint, assistant, timers, notices };
  const diagnostics = createDiagnostics({ ports, store, assistant });
  const microphoneAccess = createMicrophoneAccess({ store, notices });
  const handlers = createAppHandlers({ ...owners, microphoneAccess, history, hotkeys, diagnostics });
  const disposer = createDisposer((error) => log.error('Closing failed', error));
  disposer.add(logLife(store, log, ports.host));
  disposer.add(hotkeys.close);
  disposer.add(publishSettings(settings, store));
  disposer.add(publishTimers(timers, store));
  disposer.add(ringAlarms({ timers, notify: ports.notify, say: assistant.say }));
  if (settings.isNew && !history.isBegun) settings.update({ firstRun: { step: FIRST_RUN_BEGINS } });
  for (const problem of problemsAtStart(settings, journal)) notices.add(problem);
  await endpoint.publish();

  return {
    bridge: createBridgeHandler({ store, handlers, attachAudio: assistant.attachAudio, log }),
    get state() {
      return store.snapshot;
    },
    report: notices.add,
    hotkeys,
    async start() {
      timers.start();
      history.start();
      if (store.snapshot.assistant.kind === 'off') assistant.connect();
    },
    async close() {
      disposer.dispose();
      await Promise.all([assistant.close(), timers.close(), fileSearch.close(), settings.close()]);
      await history.close();
    },
  };
}

/** What is shown, before anything was loaded. */
function createStore({ secrets, log }: Ports): AppStore {
  const snapshot = { ...EMPTY_SNAPSHOT, keyProtection: secrets.protection };
  return createAppStore(snapshot, (error) => log.error('A listener of the state failed', error));
}

/** What Hark writes down in files of its own. */
async function openRecords(folder: string, parts: Pick<TimersParts, 'clock' | 'onProblem'>) {
  return {
    timers: await openTimers({ path: join(folder, 'timers.json'), ...parts }),
    facts: await openFacts({ path: join(folder, 'facts.json'), ...parts }),
    journal: await openJournal({ path: join(folder, 'journal.jsonl'), ...parts }),
  };
}

/** What file tools may look into, as the settings are at each call. */
async function createFileScope(
  folders: Ports['folders'],
  settings: SettingsService,
  { find }: FileSearch,
): Promise<() => FileScope> {
  // Files are judged by their real paths; people keep such folders behind links.
  const realFolders = { ...folders, data: await realpath(folders.data) };
  return () => ({ allowedFolders: settings.current.files.allowedFolders, folders: realFolders, find });
}
