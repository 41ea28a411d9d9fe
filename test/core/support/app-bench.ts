import { onTestFinished } from 'vitest';
import { type App, createApp } from '#core/app.ts';
import type { EngineAddress } from '#core/ports.ts';
import { createClock } from '#shared/base/clock.ts';
import type { Reply, RequestName, RequestPayload, RequestResult } from '#shared/bridge/requests.ts';
import type { AssistantState, BridgeEvent } from '#shared/bridge/state.ts';
import { confirmSettings, itemEcho } from '../../realtime/support/wire-script.ts';
import { createFakeAudioPage, type FakeAudioPage } from '../../support/fake-audio-page.ts';
import { createFakePorts, type FakePorts, type FakePortsOptions } from '../../support/fake-ports.ts';
import {
  type ScriptedPeer,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server.ts';

/** The application over a real WebSocket whose other end is the test. */
export type AppBench = {
  readonly app: App;
  readonly ports: FakePorts;
  readonly server: ScriptedServer;
  readonly page: FakeAudioPage;
  readonly events: readonly BridgeEvent[];
  /** The kinds of states shown so far, in order. */
  readonly states: readonly AssistantState['kind'][];
  request<K extends RequestName>(name: K, payload?: RequestPayload<K>): Promise<Reply<RequestResult<K>>>;
  /** The next connection, its settings confirmed, its texts echoed. */
  connected(): Promise<ScriptedPeer>;
  /** Ends the engine's process as a crash would. */
  crashEngine(): void;
};

export type AppBenchOptions = FakePortsOptions & {
  readonly stored?: unknown;
  readonly prepare?: (ports: FakePorts) => void;
  readonly refuseWith?: number;
};

/** The clock is real: sockets keep real time. */
export async function openAppBench(options: AppBenchOptions = {}): Promise<AppBench> {
  const { stored, prepare, refuseWith, ...given } = options;
  const server = await startScriptedServer(refuseWith === undefined ? {} : { refuseWith });
  const exits = new Set<() => void>();
  const startEngine = async (): Promise<EngineAddress> => ({
    url: server.url,
    token: 'token-of-the-engine',
    onExit(listener) {
      exits.add(listener);
      return () => exits.delete(listener);
    },
    close: async () => {},
  });
  const ports = createFakePorts({ clock: createClock(globalThis), startEngine, ...given });
  ports.stored = stored;
  prepare?.(ports);
  const app = await createApp(ports);
  const events: BridgeEvent[] = [];
  app.bridge.subscribe((event) => events.push(event));
  const page = createFakeAudioPage();
  app.bridge.attachAudio(page.lane);
  onTestFinished(async () => {
    await app.close();
    await server.close();
    ports.dispose();
  });
  return {
    app,
    ports,
    server,
    page,
    events,
    get states() {
      return events.flatMap((event) => (event.type === 'assistant' ? [event.state.kind] : []));
    },
    async request<K extends RequestName>(name: K, payload: RequestPayload<K> = {} as RequestPayload<K>) {
      return (await app.bridge.request(name, payload)) as Reply<RequestResult<K>>;
    },
    async connected() {
      const peer = await server.connection();
      await confirmSettings(peer);
      return peer;
    },
    crashEngine() {
      for (const exit of exits) exit();
    },
  };
}

/** Takes the next item the client creates and echoes it as a server does; answers with it. */
export async function echoItem(
  peer: ScriptedPeer,
  previousItemId: string | null = null,
): Promise<{ id: string; text: string }> {
  const { item } = await peer.next('conversation.item.create');
  peer.send(...itemEcho(item, previousItemId));
  const content = item.type === 'message' ? item.content[0] : undefined;
  return { id: item.id ?? '', text: content !== undefined && 'text' in content ? content.text : '' };
}
