import {
  type FlushPlayback,
  RealtimeAgent,
  type RealtimeItem,
  type RealtimeModelConfig,
  RealtimeRunner,
  type RealtimeSession,
} from '#realtime/index.ts';
import { isRecord } from '#shared/base/is-record.ts';
import type { DiagnosticsReport } from '#shared/bridge/diagnostics.ts';
import type { Settings } from '#shared/settings/settings.ts';
import type { ConnectionFact } from '../assistant/assistant-state.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { Ports } from '../ports.ts';
import { Connection } from './connection.ts';
import { createEngineKeeper, type EngineKeeper } from './engine-keeper.ts';
import { toRestore } from './restorable.ts';
import { sessionSettings } from './session-settings.ts';

type RunningSession = { readonly session: RealtimeSession; readonly endpoint: Endpoint };

/** One session after another: made from the settings, given what was said before, brought back when it is lost. */
export type Sessions = {
  /** Absent while nothing is connected. */
  readonly running: RunningSession | undefined;
  readonly report: Pick<DiagnosticsReport, 'session' | 'engine'>;
  /** Connects, or connects anew with the settings of now. */
  connect(): void;
  /** The conversation is these items from now on, for the session of now and those to come. */
  continueWith(items: readonly RealtimeItem[]): void;
  /** A session of its own with the same server, for an agent without tools; the conversation knows nothing of it. Not connected. */
  aside(endpoint: Endpoint, settings: Settings): RealtimeSession;
  close(): Promise<void>;
};

export type SessionsParts = {
  readonly ports: Pick<Ports, 'clock' | 'log' | 'startEngine'>;
  readonly agent: RealtimeAgent;
  readonly settings: () => Settings;
  readonly chooseEndpoint: () => Promise<Endpoint>;
  readonly flushPlayback: FlushPlayback;
  /** Before it is connected: the place to listen to all of its events. */
  readonly onMade: (session: RealtimeSession) => void;
  /** Connected, and given the `restored` items of the session before. */
  readonly onConnected: (session: RealtimeSession, restored: readonly RealtimeItem[]) => void;
  readonly onInterrupted: () => void;
  readonly onBack: () => void;
  readonly onLost: () => void;
  readonly onFact: (fact: Exclude<ConnectionFact, { kind: 'connected' }>) => void;
};

/** How long silence is no answer to a question, ms. */
const APPROVAL_TIMEOUT_MS = 30_000;

export function createSessions(parts: SessionsParts): Sessions {
  const { ports, settings } = parts;
  const engine = createEngineKeeper(ports);
  let running: RunningSession | undefined;
  let serverId: string | undefined;
  let said: readonly RealtimeItem[] = [];
  /** The server of now has taken over what was said to the one before. */
  let isHandedOn = true;

  const makeSession = (endpoint: Endpoint, signal: AbortSignal): RealtimeSession => {
    const runner = new RealtimeRunner({
      startingAgent: parts.agent,
      config: { approvalTimeoutMs: APPROVAL_TIMEOUT_MS },
      clock: ports.clock,
    });
    const modelConfig = modelConfigOf(endpoint, settings(), engine);
    const session = runner.createSession({ modelConfig, signal, flushPlayback: parts.flushPlayback });
    serverId = undefined;
    session.on('raw_model_event', ({ data }) => {
      serverId ??= idOfSession(data);
    });
    parts.onMade(session);
    return session;
  };
  const connection = new Connection({
    log: ports.log,
    chooseEndpoint: parts.chooseEndpoint,
    createSession: makeSession,
    onFact: parts.onFact,
    onInterrupted: parts.onInterrupted,
    onBack: parts.onBack,
    onConnected(session, endpoint) {
      running = { session, endpoint };
      isHandedOn = said.length === 0;
      session.on('history_updated', () => {
        isHandedOn ||= session.history.length >= said.length;
      });
      if (!isHandedOn) session.updateHistory(said);
      parts.onConnected(session, said);
    },
    onLost(session) {
      running = undefined;
      if (isHandedOn) said = toRestore(session.history);
      parts.onLost();
    },
  });
  return {
    get running() {
      return running;
    },
    get report() {
      const session = running && describeSession(running.endpoint, serverId);
      return { engine: engine.state, ...(session === undefined ? {} : { session }) };
    },
    connect: () => connection.connect(),
    aside(endpoint, wanted) {
      const runner = new RealtimeRunner({
        startingAgent: new RealtimeAgent({ name: 'Voice', instructions: '' }),
        clock: ports.clock,
      });
      return runner.createSession({ modelConfig: modelConfigOf(endpoint, wanted, engine) });
    },
    continueWith(items) {
      said = toRestore(items);
      isHandedOn = said.length === 0;
      running?.session.updateHistory(said);
    },
    async close() {
      await connection.close();
      await engine.stop();
    },
  };
}

/** Where and how a session connects. The engine is asked each time: one that was started again is somewhere else. */
function modelConfigOf(endpoint: Endpoint, settings: Settings, engine: EngineKeeper): RealtimeModelConfig {
  const initialModelSettings = sessionSettings(settings, endpoint);
  if (endpoint.provider.id === 'engine') {
    return {
      url: async () => (await engine.address()).url,
      apiKey: async () => (await engine.address()).token,
      initialModelSettings,
    };
  }
  // Memory that nobody needs now; it is back within a second.
  void engine.stop();
  return {
    ...(endpoint.server === undefined ? {} : { url: endpoint.server.url }),
    codec: endpoint.protocol,
    ...(endpoint.key === undefined ? {} : { apiKey: endpoint.key }),
    initialModelSettings,
  };
}

/** The id that a server gives a session when it begins one. */
function idOfSession({ type, session }: Readonly<Record<string, unknown>>): string | undefined {
  if (type !== 'session.created' || !isRecord(session)) return undefined;
  return typeof session.id === 'string' ? session.id : undefined;
}

function describeSession(
  { view, model, protocol }: Endpoint,
  id: string | undefined,
): NonNullable<DiagnosticsReport['session']> {
  return { provider: view.label, model, protocol, ...(id === undefined ? {} : { id }) };
}
